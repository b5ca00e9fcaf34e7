//! Which buckets of a hash a trained file knows, written as distances from one to the next: what a download shortens best.

/// The buckets in their order, each with the byte that stands about it. A distance of 255 is as much and more.
pub(crate) fn walk<'a>(distances: &'a [u8], about: &'a [u8]) -> impl Iterator<Item = (u32, u8)> + 'a {
    let mut bucket = 0;
    let known = distances.iter().filter_map(move |distance| {
        bucket += u32::from(*distance);
        (*distance < 255).then_some(bucket)
    });
    known.zip(about.iter().copied())
}

/// Where a bucket stands among sorted rows, if it is known.
pub(crate) fn find<T>(rows: &[T], bucket: u32, of: impl Fn(&T) -> u32) -> Option<usize> {
    let at = rows.partition_point(|row| of(row) < bucket);
    rows.get(at).is_some_and(|row| of(row) == bucket).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_way_takes_several_bytes() {
        let known: Vec<_> = walk(&[3, 255, 255, 0, 1], &[7, 8, 9]).collect();
        assert_eq!(known, [(3, 7), (513, 8), (514, 9)]);
        assert_eq!(find(&known, 513, |row| row.0), Some(1));
        assert_eq!(find(&known, 512, |row| row.0), None);
    }
}
