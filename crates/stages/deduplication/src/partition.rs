//! Parts a set of things by how alike they are in pairs.

use crate::likeness::Likeness;

/// Groups of indices `0..n_items`, each in order, by their first members.
///
/// Starts with every item alone and joins the two groups whose members are most alike on average, as long as that average
/// is at least `least` and `likeness` gives no pair of them as apart (none). Equal averages are joined in the order of the items:
/// the result depends on it, so hand them over in an order of their own. Time is cubic at worst, memory quadratic.
///
/// Source: average linkage, Sokal and Michener 1958; pairs apart as in Wagstaff et al. 2001 (cannot-link).
pub(crate) fn partition(
    n_items: usize,
    least: Likeness,
    mut likeness: impl FnMut(usize, usize) -> Option<Likeness>,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..n_items).map(|item| vec![item]).collect();
    // Sums over pairs of members; none where a pair is apart. Row `one` has the columns `0..one`.
    let mut sums: Vec<Vec<Option<u64>>> =
        (0..n_items).map(|one| (0..one).map(|other| likeness(one, other).map(u64::from)).collect()).collect();
    while let Some((one, other)) = nearest(&groups, &sums, least) {
        let moved = std::mem::take(&mut groups[one]);
        groups[other].extend(moved);
        for third in (0..n_items).filter(|&third| third != one && third != other && !groups[third].is_empty()) {
            let joined = at(&sums, third, one).zip(at(&sums, third, other)).map(|(one, other)| one + other);
            let (row, column) = (third.max(other), third.min(other));
            sums[row][column] = joined;
        }
    }
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

fn at(sums: &[Vec<Option<u64>>], one: usize, other: usize) -> Option<u64> {
    sums[one.max(other)][one.min(other)]
}

/// The two groups to join next, the later one first.
fn nearest(groups: &[Vec<usize>], sums: &[Vec<Option<u64>>], least: Likeness) -> Option<(usize, usize)> {
    let mut nearest: Option<((usize, usize), u64, u64)> = None;
    for (one, row) in sums.iter().enumerate().filter(|(one, _)| !groups[*one].is_empty()) {
        for (other, sum) in row.iter().enumerate().filter(|(other, _)| !groups[*other].is_empty()) {
            let Some(sum) = *sum else { continue };
            let n_pairs = (groups[one].len() * groups[other].len()) as u64;
            let is_enough = sum >= u64::from(least) * n_pairs;
            let is_nearer = nearest.is_none_or(|(_, best, n_best)| sum * n_best > best * n_pairs);
            if is_enough && is_nearer {
                nearest = Some(((one, other), sum, n_pairs));
            }
        }
    }
    nearest.map(|(pair, ..)| pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(usize, usize, Likeness)], apart: &[(usize, usize)], expected: &[&[usize]]) {
        let find = |one: usize, other: usize| {
            let is = |(a, b): (usize, usize)| (a, b) == (one, other) || (b, a) == (one, other);
            if apart.iter().any(|&pair| is(pair)) {
                return None;
            }
            Some(pairs.iter().find(|(a, b, _)| is((*a, *b))).map_or(0, |pair| pair.2))
        };
        assert_eq!(partition(4, 5_000, find), expected);
    }

    #[test]
    fn the_like_are_joined_and_the_unlike_are_not() {
        check(&[(0, 2, 9_000), (1, 3, 8_000), (0, 1, 4_000)], &[], &[&[0, 2], &[1, 3]]);
    }

    #[test]
    fn a_chain_is_cut_where_the_average_falls() {
        check(&[(0, 1, 9_000), (1, 2, 8_000), (2, 3, 9_000)], &[], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn what_is_apart_is_never_joined() {
        check(&[(0, 1, 9_900), (1, 2, 9_000), (0, 2, 9_000)], &[(0, 2)], &[&[0, 1], &[2], &[3]]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(partition(0, 5_000, |_, _| None).is_empty());
    }
}
