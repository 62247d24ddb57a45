//! Every text of a report with its place: for checking, and for comparing two reports.

use vik_domain::Text;

use super::model::{Content, Report, Sentence};
use super::reading::Measure;

impl Report {
    /// The texts that come from files: names, labels, rules. They are in both languages.
    pub(crate) fn own_texts(&self) -> Vec<(String, &Text)> {
        let mut all = vec![("organisation".to_owned(), &self.organisation)];
        for (i, word) in self.definitions.iter().enumerate() {
            all.push((format!("definitions[{i}].term"), &word.term));
            all.push((format!("definitions[{i}].meaning"), &word.meaning));
        }
        for stage in &self.chain {
            measures(
                &mut all,
                &format!("chain.{:?}", stage.step),
                &stage.measures,
            );
        }
        measures(&mut all, "learning", &self.learning);
        measures(&mut all, "care", &self.care);
        measures(&mut all, "corruption", &self.corruption);
        for score in &self.scorecard {
            let place = format!("scorecard.{:?}", score.finding);
            measures(&mut all, &place, &score.measures);
        }
        content(&mut all, "categories", &self.categories, |row| {
            vec![&row.label]
        });
        content(&mut all, "breaks", &self.breaks, |mark| {
            let place = mark.place.as_ref().map(|place| &place.name);
            place.into_iter().chain([&mark.text]).collect()
        });
        content(&mut all, "signals", &self.signals, |signal| {
            let place = signal.place.as_ref().map(|place| &place.name);
            let owner = signal.decision.as_ref().map(|decision| &decision.owner);
            [&signal.subject]
                .into_iter()
                .chain(place)
                .chain(owner)
                .collect()
        });
        content(&mut all, "actions", &self.actions, |action| {
            let place = action.place.as_ref().map(|place| &place.name);
            [&action.owner].into_iter().chain(place).collect()
        });
        content(&mut all, "external", &self.external, |found| {
            vec![&found.by]
        });
        for (i, left_out) in self.not_shown.iter().enumerate() {
            all.push((format!("not_shown[{i}]"), &left_out.what));
        }
        all
    }

    /// The texts that people wrote for this report or in a learning circle.
    pub(crate) fn sentences(&self) -> Vec<(String, &Sentence)> {
        let mut all = Vec::new();
        for (i, message) in self.messages.iter().enumerate() {
            let remark = message.remark.iter();
            all.extend(remark.map(|remark| (format!("messages[{i}].remark"), remark)));
        }
        for action in self.actions.items() {
            let place = format!("actions.{}", action.id);
            all.push((format!("{place}.promise"), &action.promise));
            let result = action.result.iter();
            all.extend(result.map(|result| (format!("{place}.result"), result)));
        }
        for found in self.external.items() {
            let place = format!("external.{}", found.id);
            all.push((format!("{place}.title"), &found.title));
            let action = found.action.iter();
            all.extend(action.map(|action| (format!("{place}.action"), action)));
        }
        for (section, sentences) in &self.editor {
            let numbered = sentences.iter().enumerate();
            all.extend(numbered.map(|(i, text)| (format!("editor.{section:?}[{i}]"), text)));
        }
        all
    }
}

fn measures<'a>(all: &mut Vec<(String, &'a Text)>, place: &str, part: &'a Content<Measure>) {
    content(all, place, part, |measure| {
        vec![&measure.label, &measure.counting, &measure.reading_aid]
    });
}

fn content<'a, T>(
    all: &mut Vec<(String, &'a Text)>,
    place: &str,
    part: &'a Content<T>,
    texts: impl Fn(&'a T) -> Vec<&'a Text>,
) {
    match part {
        Content::NoSource(why) => all.push((format!("{place}.no_source"), why)),
        Content::Items(items) => {
            for (i, item) in items.iter().enumerate() {
                let numbered = texts(item).into_iter().enumerate();
                all.extend(numbered.map(|(n, text)| (format!("{place}[{i}].{n}"), text)));
            }
        }
    }
}
