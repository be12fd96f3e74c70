//! The best tree with one root.

/// The head of every word in the maximum spanning tree with exactly one root, none being the root.
///
/// `scores` has a row a word: the score of the root as its head, then of every word; shape `[n, n + 1]`. Scores that are not
/// numbers count as the worst. Equal scores are settled the same way every time. Quadratic in `n` if the best heads make a tree already, cubic at
/// worst.
pub(crate) fn heads(scores: &[&[f32]]) -> Vec<Option<usize>> {
    let n = scores.len();
    if n == 0 {
        return Vec::new();
    }
    let graph = Graph::new(scores);
    let best = graph.best_heads();
    let heads = if is_tree(&best) { best } else { graph.spanning() };
    heads[1..].iter().map(|head| head.checked_sub(1)).collect()
}

/// Scores of arcs between `size` nodes; node 0 is the root.
struct Graph {
    size: usize,
    /// Score of `head` over `dependent` at `dependent * size + head`.
    scores: Vec<f64>,
}

/// What a score that is no number counts as, below all others.
const WORST: f64 = -1e9;

impl Graph {
    fn new(scores: &[&[f32]]) -> Graph {
        let size = scores.len() + 1;
        let mut graph = Graph { size, scores: vec![f64::NEG_INFINITY; size * size] };
        for (word, row) in scores.iter().enumerate() {
            for head in (0..size).filter(|&head| head != word + 1) {
                let score = row.get(head).copied().unwrap_or(f32::NAN);
                graph.scores[(word + 1) * size + head] =
                    if score.is_finite() { f64::from(score).max(WORST) } else { WORST };
            }
        }
        graph
    }

    fn score(&self, dependent: usize, head: usize) -> f64 {
        self.scores[dependent * self.size + head]
    }

    /// The best head of every node; of the root, itself.
    fn best_heads(&self) -> Vec<usize> {
        let best = |node: usize| {
            let heads = (0..self.size).filter(|&head| head != node);
            heads.reduce(|best, head| if self.score(node, head) > self.score(node, best) { head } else { best })
        };
        (0..self.size).map(|node| if node == 0 { 0 } else { best(node).unwrap_or(0) }).collect()
    }

    /// The maximum spanning tree with one root: with every arc of the root made dearer by more than all other scores can
    /// differ, the best tree has as few of them as there can be.
    fn spanning(mut self) -> Vec<usize> {
        let finite = || self.scores.iter().copied().filter(|score| score.is_finite());
        let span = finite().fold(0.0, f64::max) - finite().fold(0.0, f64::min);
        let penalty = (span + 1.0) * self.size as f64;
        for node in 1..self.size {
            self.scores[node * self.size] -= penalty;
        }
        self.maximum()
    }

    /// Chu, Liu and Edmonds: takes the best heads, contracts a cycle to one node, and solves what is left.
    fn maximum(&self) -> Vec<usize> {
        let heads = self.best_heads();
        match cycle(&heads) {
            None => heads,
            Some(cycle) => self.contracted(&heads, &cycle),
        }
    }

    fn contracted(&self, heads: &[usize], cycle: &[bool]) -> Vec<usize> {
        let outside: Vec<usize> = (0..self.size).filter(|&node| !cycle[node]).collect();
        let inside: Vec<usize> = (0..self.size).filter(|&node| cycle[node]).collect();
        let (size, one) = (outside.len() + 1, outside.len());
        let mut small = Graph { size, scores: vec![f64::NEG_INFINITY; size * size] };
        // Which node of the cycle an arc out of it leaves from, and which an arc into it breaks.
        let (mut leaves, mut enters) = (vec![0; size], vec![0; size]);
        for (index, &node) in outside.iter().enumerate() {
            for (other, &head) in outside.iter().enumerate().filter(|&(other, _)| other != index) {
                small.scores[index * size + other] = self.score(node, head);
            }
            leaves[index] = best(&inside, |head| self.score(node, head));
            small.scores[index * size + one] = self.score(node, leaves[index]);
            let gain = |inner: usize| self.score(inner, node) - self.score(inner, heads[inner]);
            enters[index] = best(&inside, gain);
            small.scores[one * size + index] = gain(enters[index]);
        }
        let found = small.maximum();
        let mut solved = heads.to_vec();
        for (index, &node) in outside.iter().enumerate().skip(1) {
            solved[node] = if found[index] == one { leaves[index] } else { outside[found[index]] };
        }
        solved[enters[found[one]]] = outside[found[one]];
        solved
    }
}

/// The first of `nodes` with the greatest score.
fn best(nodes: &[usize], score: impl Fn(usize) -> f64) -> usize {
    let better = |best: usize, node: usize| if score(node) > score(best) { node } else { best };
    nodes.iter().copied().reduce(better).unwrap_or(0)
}

/// The nodes of one cycle of `heads`, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<bool>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        if node != 0 && seen[node] == start {
            return Some(around(heads, node));
        }
    }
    None
}

/// The nodes on the cycle that `first` lies on.
fn around(heads: &[usize], first: usize) -> Vec<bool> {
    let mut cycle = vec![false; heads.len()];
    let mut node = first;
    while !cycle[node] {
        cycle[node] = true;
        node = heads[node];
    }
    cycle
}

/// Whether `heads` have one root and no cycle.
fn is_tree(heads: &[usize]) -> bool {
    heads[1..].iter().filter(|&&head| head == 0).count() == 1 && cycle(heads).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(scores: &[&[f32]], expected: &[Option<usize>]) {
        assert_eq!(heads(scores), expected);
    }

    #[test]
    fn the_best_heads_are_kept_if_they_make_a_tree() {
        check(&[&[0.0, 0.0, 5.0], &[5.0, 0.0, 0.0]], &[Some(1), None]);
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        check(&[&[1.0, 0.0, 9.0], &[4.0, 9.0, 0.0]], &[Some(1), None]);
    }

    #[test]
    fn there_is_one_root_even_if_two_score_better() {
        check(&[&[9.0, 0.0, 1.0], &[8.0, 1.0, 0.0]], &[None, Some(0)]);
    }

    #[test]
    fn equal_scores_give_one_tree() {
        check(&[&[0.0; 3], &[0.0; 3]], &[None, Some(0)]);
    }

    #[test]
    fn one_word_is_the_root() {
        check(&[&[f32::NAN, 3.0]], &[None]);
        check(&[], &[]);
    }

    /// Every way to give `n` words heads, as [`heads`] gives them.
    fn all_trees(n: usize) -> Vec<Vec<Option<usize>>> {
        let mut all: Vec<Vec<usize>> = vec![vec![0]];
        for _ in 0..n {
            all = all.iter().flat_map(|tree| (0..=n).map(move |head| [tree.as_slice(), &[head]].concat())).collect();
        }
        all.retain(|tree| is_tree(tree));
        all.into_iter().map(|tree| tree[1..].iter().map(|head| head.checked_sub(1)).collect()).collect()
    }

    fn total(scores: &[Vec<f32>], heads: &[Option<usize>]) -> f32 {
        heads.iter().enumerate().map(|(word, head)| scores[word][head.map_or(0, |head| head + 1)]).sum()
    }

    fn matrix(words: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<f32>>> {
        let row = |n: usize| prop::collection::vec((-20..20_i8).prop_map(f32::from), n + 1);
        words.prop_flat_map(move |n| prop::collection::vec(row(n), n))
    }

    proptest! {
        #[test]
        fn no_tree_is_better(scores in matrix(1..5)) {
            let rows: Vec<&[f32]> = scores.iter().map(Vec::as_slice).collect();
            let best = all_trees(scores.len()).iter().map(|tree| total(&scores, tree)).fold(f32::MIN, f32::max);
            prop_assert_eq!(total(&scores, &heads(&rows)), best);
        }

        #[test]
        fn any_scores_give_one_root_and_no_cycle(scores in (1..40_usize).prop_flat_map(|n| prop::collection::vec(prop::collection::vec(any::<f32>(), n + 1), n))) {
            let rows: Vec<&[f32]> = scores.iter().map(Vec::as_slice).collect();
            let heads: Vec<usize> = [0].into_iter().chain(heads(&rows).iter().map(|head| head.map_or(0, |head| head + 1))).collect();
            prop_assert!(is_tree(&heads));
        }
    }
}
