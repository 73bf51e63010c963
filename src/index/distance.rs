//! How many slips of the finger lie between two words.

/// The optimal string alignment distance (insertion, deletion, substitution, transposition of two
/// neighbours, each 1), if it is at most `limit`.
pub fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let last = rows(a, b)[b.len()];
    (last <= limit).then_some(last)
}

/// The smallest distance between `a` and a prefix of `b`.
pub fn prefix_distance(a: &[char], b: &[char]) -> usize {
    rows(a, b).into_iter().min().unwrap_or(a.len())
}

/// The distances between `a` and every prefix of `b`, the empty one first.
fn rows(a: &[char], b: &[char]) -> Vec<usize> {
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, &letter) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &other) in b.iter().enumerate() {
            let substituted = previous[j] + usize::from(letter != other);
            let mut best = substituted.min(previous[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && letter == b[j - 1] && a[i - 1] == other {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut previous, row);
    }
    previous
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(a: &str, b: &str) -> Option<usize> {
        distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), 2)
    }

    #[test]
    fn each_slip_counts_once_a_swap_of_neighbours_too() {
        assert_eq!(between("asistent", "assistent"), Some(1));
        assert_eq!(between("badnat", "badant"), Some(1));
        assert_eq!(between("afitt", "affitt"), Some(1));
        assert_eq!(between("cas", "cas"), Some(0));
        assert_eq!(between("cas", "lavor"), None);
    }

    #[test]
    fn a_half_typed_word_is_near_the_start_of_the_whole_one() {
        let near = |a: &str, b: &str| prefix_distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(near("asiste", "assistenz"), 1);
        assert_eq!(near("assiste", "assistenz"), 0);
    }
}
