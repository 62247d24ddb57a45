//! One file from its first word to its last: what was said before decides what is said next.

use std::ops::Range;

use super::cast::Cast;
use super::count_up::count_up;
use super::dates::Timeline;
use super::groups::{self, Group, Kind};
use super::headers::{is_chat_header, is_mail_header};
use super::persons::{self, Before, Written};
use super::site::{Site, capital, head_of, line_before};
use super::style::{Dice, Marker, Names, Style};
use super::surrogates::Form;
use super::things::{self, Things};
use super::{Draft, Part, PartKind, ages, amounts, clock, markers};
use crate::record::Record;
use crate::span::{Label, Span, Status};

/// What a file has told so far.
pub(crate) struct Story {
    style: Style,
    dice: Dice,
    cast: Cast,
    dates: Timeline,
    things: Things,
    /// The clean spans of every text, and the person of each.
    clean: Vec<Vec<(usize, Range<usize>)>>,
    who: Vec<Vec<usize>>,
}

/// What a group becomes, before it is put in its place.
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
    pub(crate) noun: Option<&'static str>,
    /// Whether the words show by themselves that something stood here.
    plain: bool,
}

impl Story {
    pub(crate) fn new(texts: &[(&str, &[Span])], record: &Record, style: Style) -> Self {
        let mut dice = Dice::new(style.seed);
        let dates = Timeline::new(&mut dice, record.case.as_deref().and_then(year_in));
        let mut cast = Cast::new(record);
        let mut clean = Vec::new();
        let mut who = Vec::new();
        for (text, spans) in texts {
            let ranges = groups::clean(text, spans);
            who.push(meet_all(text, spans, &ranges, &mut cast));
            clean.push(ranges);
        }
        Story {
            style,
            dice,
            cast,
            dates,
            things: Things::default(),
            clean,
            who,
        }
    }

    pub(crate) fn draft(&mut self, nth: usize, text: &str, spans: &[Span]) -> Draft {
        let clean = self.clean.get(nth).cloned().unwrap_or_default();
        let who = self.who.get(nth).cloned().unwrap_or_default();
        let groups = groups::group(text, spans, &clean, &|at| {
            who.get(at).copied().unwrap_or(usize::MAX)
        });
        let edits = self.edits(text, spans, &groups);
        let mut out = Draft {
            text: String::with_capacity(text.len()),
            parts: Vec::new(),
        };
        let mut at = 0;
        for (group, edit) in groups.iter().zip(edits) {
            push(
                &mut out,
                PartKind::Kept,
                at..edit.range.start,
                text.get(at..edit.range.start).unwrap_or_default(),
                &[],
            );
            let kind = if group.kind == Kind::Flag {
                PartKind::Flagged
            } else {
                PartKind::Replaced
            };
            push(&mut out, kind, edit.range.clone(), &edit.text, &group.spans);
            at = edit.range.end;
        }
        push(
            &mut out,
            PartKind::Kept,
            at..text.len(),
            text.get(at..).unwrap_or_default(),
            &[],
        );
        out
    }

    fn edits(&mut self, text: &str, spans: &[Span], groups: &[Group]) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::with_capacity(groups.len());
        for (nth, group) in groups.iter().enumerate() {
            let floor = edits.last().map_or(0, |e| e.range.end);
            let ceiling = groups.get(nth + 1).map_or(text.len(), |g| g.range.start);
            let mut site = Site {
                text,
                floor,
                range: group.range.clone(),
                ceiling,
            };
            let follows_function = nth > 0
                && groups
                    .get(nth - 1)
                    .is_some_and(|g| g.kind == Kind::One(Label::Function))
                && matches!(site.before(), " " | ", ");
            let mut edit = self.edit(&mut site, spans, group, follows_function);
            edit.range = site.range.clone();
            edits.push(edit);
        }
        count_up(text, &mut edits);
        for (group, edit) in groups.iter().zip(&mut edits) {
            if group.kind != Kind::Flag {
                self.finish(text, edit);
            }
        }
        edits
    }

    fn edit(
        &mut self,
        site: &mut Site<'_>,
        spans: &[Span],
        group: &Group,
        follows_function: bool,
    ) -> Edit {
        let text = site.text;
        let span_at = |n: usize| group.spans.get(n).and_then(|at| spans.get(*at));
        let words_of = |span: Option<&Span>| {
            span.and_then(|s| text.get(s.range.clone()))
                .unwrap_or_default()
        };
        let inner = text.get(group.range.clone()).unwrap_or_default();
        let entity = span_at(0).and_then(|s| s.entity.as_deref());
        let mut noun = None;
        let mut plain = true;
        let words = match group.kind {
            Kind::One(label) if site.is_glued() && markers::short(label).is_some() => {
                markers::short(label).unwrap_or_default().to_owned()
            }
            Kind::DateAndTime if site.is_glued() => "[datum]".to_owned(),
            Kind::Flag => inner.to_owned(),
            Kind::Person(who) => {
                plain = false;
                let before = if follows_function {
                    Before::Function
                } else {
                    Before::Text
                };
                let Written { text, noun: n } = persons::write(
                    site,
                    who,
                    &mut self.cast,
                    self.style.names,
                    &mut self.dice,
                    before,
                );
                noun = n;
                text
            }
            Kind::DateAndTime => {
                let time = words_of(span_at(1));
                site.eat_after(&[" uur", " u.", " u", "u"]);
                self.dates
                    .write(site, words_of(span_at(0)), Some(clock::read(time)))
            }
            Kind::Times => clock::write_range(
                site,
                words_of(span_at(0)),
                words_of(span_at(group.spans.len() - 1)),
            ),
            Kind::Route => {
                let ends = [
                    words_of(span_at(0)),
                    words_of(span_at(group.spans.len() - 1)),
                ];
                ends.map(things::bare_place).join("–")
            }
            Kind::Address => {
                let town = group
                    .spans
                    .iter()
                    .filter_map(|at| spans.get(*at))
                    .find(|s| s.label == Label::Location);
                things::address(site, town.map(|s| words_of(Some(s))))
            }
            Kind::One(Label::Date) => self.dates.write(site, inner, None),
            Kind::One(Label::Time) => clock::write(site, inner),
            Kind::One(Label::Age) => ages::write(site, inner),
            Kind::One(Label::Money) => amounts::write(site, inner),
            Kind::One(Label::Function) => things::function(site, inner),
            Kind::One(
                label @ (Label::Location | Label::Unit | Label::Organisation | Label::Vehicle),
            ) => {
                let inner = words_of(span_at(group.spans.len() - 1));
                let words = self.things.write(site, label, inner, entity);
                if follows_function && label == Label::Unit && words.starts_with("een ") {
                    format!("van {words}")
                } else {
                    words
                }
            }
            Kind::One(Label::Email) => match entity.and_then(|id| self.cast.of_entity(id)) {
                Some(who) if is_mail_header(site) => {
                    plain = false;
                    self.name(who)
                }
                _ => markers::write(site, Label::Email).to_owned(),
            },
            Kind::One(Label::Handle) => match entity.and_then(|id| self.cast.of_entity(id)) {
                Some(who) if is_chat_header(site) => {
                    plain = false;
                    self.name(who)
                }
                _ => markers::write(site, Label::Handle).to_owned(),
            },
            Kind::One(label) => markers::write(site, label).to_owned(),
        };
        Edit {
            range: site.range.clone(),
            text: words,
            noun,
            plain,
        }
    }

    /// A person where the source had an address or a user name.
    fn name(&mut self, who: usize) -> String {
        match self.style.names {
            Names::Roles => format!("{} {}", self.cast.noun(who), self.cast.letter(who)),
            Names::Surrogates => self.cast.surrogate(who, &mut self.dice).write(Form::Full),
        }
    }

    fn finish(&self, text: &str, edit: &mut Edit) {
        let site = Site {
            text,
            floor: 0,
            range: edit.range.clone(),
            ceiling: text.len(),
        };
        let bracketed = edit.text.starts_with('[');
        if site.begins_sentence() && !bracketed {
            edit.text = capital(&edit.text);
        }
        if site.in_capitals() {
            edit.text = edit.text.to_uppercase();
        }
        match self.style.marker {
            Marker::Ring if edit.plain && !bracketed => edit.text.push('°'),
            Marker::Brackets if !bracketed => edit.text = format!("[{}]", edit.text),
            _ => {}
        }
    }
}

fn meet_all(
    text: &str,
    spans: &[Span],
    ranges: &[(usize, Range<usize>)],
    cast: &mut Cast,
) -> Vec<usize> {
    let meet = |(at, range): &(usize, Range<usize>)| {
        let span = spans
            .get(*at)
            .filter(|s| s.label == Label::Person && s.status == Status::Mask)?;
        // A word that is masked itself ("teamchef") still tells the role, so the room is the line.
        let left = line_before(text, range.start).len();
        let right = head_of(text.get(range.end..).unwrap_or_default(), 160);
        let right = right.find('\n').unwrap_or(right.len());
        let site = Site {
            text,
            floor: range.start - left,
            range: range.clone(),
            ceiling: range.end + right,
        };
        Some(cast.meet(&site, span))
    };
    ranges
        .iter()
        .map(meet)
        .map(|who| who.unwrap_or(usize::MAX))
        .collect()
}

fn push(out: &mut Draft, kind: PartKind, source: Range<usize>, words: &str, spans: &[usize]) {
    if source.is_empty() && words.is_empty() {
        return;
    }
    let start = out.text.len();
    out.text.push_str(words);
    out.parts.push(Part {
        kind,
        draft: start..out.text.len(),
        source,
        spans: spans.to_vec(),
    });
}

fn year_in(case: &str) -> Option<i32> {
    case.split(|c: char| !c.is_ascii_digit())
        .filter(|p| p.len() == 4)
        .find_map(|p| p.parse().ok().filter(|y| (1990..2100).contains(y)))
}
