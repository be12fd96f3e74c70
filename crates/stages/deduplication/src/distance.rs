//! How far two places are from each other.

/// Kilometres between two points in degrees north and east, on a sphere.
pub(crate) fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (north, east) = (one.0.to_radians(), one.1.to_radians());
    let (other_north, other_east) = (other.0.to_radians(), other.1.to_radians());
    let half = |angle: f64| libm::sin(angle / 2.0) * libm::sin(angle / 2.0);
    let haversine = half(other_north - north) + libm::cos(north) * libm::cos(other_north) * half(other_east - east);
    2.0 * 6371.0 * libm::asin(haversine.sqrt().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_is_111_kilometres() {
        assert!((kilometres((0.0, 0.0), (1.0, 0.0)) - 111.2).abs() < 0.1);
        assert!((kilometres((60.0, 10.0), (60.0, 11.0)) - 55.6).abs() < 0.1);
    }
}
