//! Items as they are shown: under their headings, what is said of many said once.

use super::Item;

/// Items under one heading.
pub struct Group<'s> {
    pub title: Option<&'s str>,
    /// What to do, when it is the same for all.
    pub advice: Option<&'s str>,
    pub bundles: Vec<Bundle<'s>>,
}

/// Items that differ in their title alone, such as Comuni that lack the same fact.
pub struct Bundle<'s> {
    pub first: &'s Item,
    pub subjects: Vec<&'s Item>,
}

pub fn groups(items: &[Item]) -> Vec<Group<'_>> {
    items.chunk_by(|a, b| a.group == b.group).map(group).collect()
}

/// What to do, when it is the same for the whole section: then groups need not repeat it.
pub fn advice_of_all<'s>(groups: &[Group<'s>]) -> Option<&'s str> {
    shared_advice(groups.iter().flat_map(|group| &group.bundles))
}

fn group(items: &[Item]) -> Group<'_> {
    let bundles: Vec<Bundle> = items.chunk_by(is_alike).map(bundle).collect();
    Group { title: items[0].group.as_deref(), advice: shared_advice(bundles.iter()), bundles }
}

fn bundle(items: &[Item]) -> Bundle<'_> {
    Bundle { first: &items[0], subjects: items.iter().collect() }
}

/// The advice of several bundles, when it is one.
fn shared_advice<'b, 's: 'b>(bundles: impl Iterator<Item = &'b Bundle<'s>>) -> Option<&'s str> {
    let advices: Vec<&'s str> = bundles.map(|bundle| bundle.first.todo.as_str()).collect();
    let first = *advices.first()?;
    (advices.len() > 1 && !first.is_empty() && advices.iter().all(|advice| *advice == first)).then_some(first)
}

fn is_alike(a: &Item, b: &Item) -> bool {
    let rest = |item: &Item| (item.mark.clone(), item.fact.clone(), item.todo.clone(), item.file.clone(), item.line);
    rest(a) == rest(b)
}

/// The beginning of each group and, when there are many, of the list of groups; how many items are left
/// out.
pub fn beginning(mut groups: Vec<Group<'_>>, bundles: usize) -> (Vec<Group<'_>>, usize) {
    const FEW: usize = 2;
    let all = count(&groups);
    if groups.len() > 1 {
        groups.truncate(bundles.div_ceil(FEW) + 1);
        groups.iter_mut().for_each(|group| group.bundles.truncate(FEW));
    } else {
        groups.iter_mut().for_each(|group| group.bundles.truncate(bundles));
    }
    let left = all - count(&groups);
    (groups, left)
}

fn count(groups: &[Group]) -> usize {
    groups.iter().flat_map(|group| &group.bundles).map(|bundle| bundle.subjects.len()).sum()
}
