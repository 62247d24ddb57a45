//! Which stories a reader asks for: every choice stands in the address.

use vik_published::PublishedStory;
use vik_story::Audience;

use crate::fields::Fields;

/// How long a story takes to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Up to five minutes.
    Short,
    /// Six to ten minutes.
    Middle,
    /// More than ten minutes.
    Long,
}

impl Length {
    /// All of them, shortest first.
    pub const ALL: [Self; 3] = [Self::Short, Self::Middle, Self::Long];

    /// As in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Short => "kort",
            Self::Middle => "middel",
            Self::Long => "lang",
        }
    }

    fn holds(self, minutes: usize) -> bool {
        match self {
            Self::Short => minutes <= 5,
            Self::Middle => (6..=10).contains(&minutes),
            Self::Long => minutes > 10,
        }
    }
}

/// In which order stories stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// What answers best; only with a question.
    Best,
    /// The newest first.
    Newest,
    /// The shortest first.
    Shortest,
}

/// What a reader chose; nothing chosen is everything.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The words to look for.
    pub words: String,
    /// Code of a theme.
    pub theme: Option<String>,
    /// Code of a core value.
    pub value: Option<String>,
    /// For whom it is fit.
    pub audience: Option<Audience>,
    /// With a dilemma, or without.
    pub dilemma: Option<bool>,
    /// How long.
    pub length: Option<Length>,
    /// A function that somebody in it has.
    pub function: Option<String>,
    /// Released in this month or later.
    pub since: Option<String>,
    /// The order that was asked for.
    pub order: Option<Order>,
}

impl Selection {
    /// Reads an address; what does not fit is not chosen.
    #[must_use]
    pub fn read(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).map(str::to_owned);
        let audiences = [
            Audience::Staff,
            Audience::Supervisors,
            Audience::Vik,
            Audience::Policy,
        ];
        let audience = fields.get("publiek");
        let length = fields.get("lezen");
        Self {
            words: text("zoek").unwrap_or_default().chars().take(200).collect(),
            theme: text("thema"),
            value: text("waarde"),
            audience: audiences
                .into_iter()
                .find(|each| Some(each.field()) == audience),
            dilemma: match fields.get("dilemma") {
                Some("ja") => Some(true),
                Some("nee") => Some(false),
                _ => None,
            },
            length: Length::ALL
                .into_iter()
                .find(|each| Some(each.code()) == length),
            function: text("functie"),
            since: text("sinds").filter(|month| month.parse::<vik_domain::Month>().is_ok()),
            order: match fields.get("volgorde") {
                Some("nieuwste") => Some(Order::Newest),
                Some("kortste") => Some(Order::Shortest),
                Some("beste") => Some(Order::Best),
                _ => None,
            },
        }
    }

    /// Whether a story is among what was chosen, its words aside.
    #[must_use]
    pub fn holds(&self, published: &PublishedStory) -> bool {
        let story = &published.story;
        let among = |asked: &Option<String>, codes: &[String]| {
            asked.as_ref().is_none_or(|code| codes.contains(code))
        };
        among(&self.theme, &story.themes)
            && among(&self.value, &story.values)
            && self
                .audience
                .is_none_or(|asked| story.audiences.contains(&asked))
            && self
                .dilemma
                .is_none_or(|asked| story.dilemma.is_some() == asked)
            && self
                .length
                .is_none_or(|asked| asked.holds(story.reading_minutes()))
            && self.function.as_ref().is_none_or(|asked| {
                let mut roles = story.facets.roles.iter();
                roles.any(|role| role.function.trim() == asked)
            })
            && self.is_since(&published.released)
    }

    /// Whether a month is not before the one that was chosen.
    #[must_use]
    pub fn is_since(&self, month: &str) -> bool {
        self.since.as_deref().is_none_or(|since| month >= since)
    }

    /// The order in which stories stand.
    #[must_use]
    pub fn order(&self) -> Order {
        let asked = !self.words.trim().is_empty();
        match self.order {
            Some(Order::Best) | None if asked => Order::Best,
            Some(Order::Best) | None => Order::Newest,
            Some(order) => order,
        }
    }
}
