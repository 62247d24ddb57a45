//! Which role sees which page. Dashboards and queries carry their own audience on top of this.

use vik_catalogue::{Catalogue, Language, QueryDefinition, Role};

/// A place in the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Start.
    Home,
    /// A page filled from `dashboards/*.toml`, by its page name.
    Dashboards(&'static str),
    /// Signalen.
    Signals,
    /// Rapporten.
    Reports,
    /// Verhalen.
    Stories,
    /// Leercirkel.
    Circles,
    /// Lesmap.
    Packs,
    /// Acties.
    Actions,
    /// Toolkit.
    Toolkit,
    /// Netwerk.
    Network,
    /// Begrippen.
    Glossary,
    /// Vrijgave.
    Releases,
    /// Query-werkplaats.
    Workbench,
    /// Toegankelijkheid.
    Accessibility,
}

/// Every place, in the order of the menu.
pub const PLACES: [Place; 18] = [
    Place::Home,
    Place::Dashboards("kwartaalbeeld"),
    Place::Signals,
    Place::Dashboards("trends"),
    Place::Dashboards("vergelijken"),
    Place::Dashboards("proces"),
    Place::Dashboards("gegevenskwaliteit"),
    Place::Reports,
    Place::Stories,
    Place::Circles,
    Place::Packs,
    Place::Actions,
    Place::Toolkit,
    Place::Network,
    Place::Workbench,
    Place::Glossary,
    Place::Releases,
    Place::Accessibility,
];

impl Place {
    /// The address behind the language.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Self::Home => "",
            Self::Dashboards(page) => page,
            Self::Signals => "signalen",
            Self::Reports => "rapporten",
            Self::Stories => "verhalen",
            Self::Circles => "leercirkel",
            Self::Packs => "lesmap",
            Self::Actions => "acties",
            Self::Toolkit => "toolkit",
            Self::Network => "netwerk",
            Self::Glossary => "begrippen",
            Self::Releases => "vrijgave",
            Self::Workbench => "query",
            Self::Accessibility => "toegankelijkheid",
        }
    }

    /// The name in the menu and above the page.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let (nl, en) = match self {
            Self::Home => ("Start", "Home"),
            Self::Dashboards("kwartaalbeeld") => ("Kwartaalbeeld", "Quarterly view"),
            Self::Dashboards("trends") => ("Trends", "Trends"),
            Self::Dashboards("vergelijken") => ("Vergelijken", "Compare"),
            Self::Dashboards("proces") => ("Proces", "Process"),
            Self::Dashboards("gegevenskwaliteit") => ("Gegevenskwaliteit", "Data quality"),
            Self::Dashboards(other) => (other, other),
            Self::Signals => ("Signalen", "Signals"),
            Self::Reports => ("Rapporten", "Reports"),
            Self::Stories => ("Verhalen", "Stories"),
            Self::Circles => ("Leercirkel", "Learning circle"),
            Self::Packs => ("Lesmap", "Course pack"),
            Self::Actions => ("Acties", "Actions"),
            Self::Toolkit => ("Toolkit", "Toolkit"),
            Self::Network => ("Netwerk", "Network"),
            Self::Glossary => ("Begrippen", "Terms"),
            Self::Releases => ("Vrijgave", "Releases"),
            Self::Workbench => ("Query-werkplaats", "Query workbench"),
            Self::Accessibility => ("Toegankelijkheid", "Accessibility"),
        };
        if language == Language::Dutch { nl } else { en }
    }

    /// Whether the place holds what is written on this server, and is not there without a folder for it.
    #[must_use]
    pub fn is_work(self) -> bool {
        matches!(
            self,
            Self::Circles | Self::Packs | Self::Actions | Self::Toolkit | Self::Network
        )
    }

    /// Whether a role may open the place.
    #[must_use]
    pub fn allows(self, role: Role, catalogue: &Catalogue) -> bool {
        match self {
            Self::Home | Self::Glossary | Self::Accessibility => true,
            // A signal speaks of units, so it is for who may see their figures.
            Self::Signals | Self::Reports => matches!(role, Role::Analyst | Role::Leadership),
            // Who works with stories, and who must see that the work is done well.
            Self::Stories => !matches!(role, Role::DataSteward | Role::Administrator),
            Self::Circles => matches!(role, Role::Facilitator | Role::Trainer),
            Self::Packs => role == Role::Trainer,
            // Who learns, who leads and who must see that no person is in it.
            Self::Actions | Self::Toolkit | Self::Network => !matches!(
                role,
                Role::DataSteward | Role::Administrator | Role::Auditor
            ),
            Self::Releases => matches!(
                role,
                Role::Analyst
                    | Role::Leadership
                    | Role::PrivacyOfficer
                    | Role::DataSteward
                    | Role::Auditor
            ),
            Self::Workbench => matches!(
                role,
                Role::Analyst | Role::DataSteward | Role::PrivacyOfficer
            ),
            Self::Dashboards(page) => {
                let mut all = catalogue.dashboards().filter(|d| d.page == page).peekable();
                if all.peek().is_none() {
                    return matches!(role, Role::Analyst | Role::Leadership);
                }
                all.any(|dashboard| dashboard.audience.contains(&role))
            }
        }
    }
}

/// Whether a role may read a query: by its own audience, or in the workbench, where all of SQL is open.
#[must_use]
pub fn may_read(role: Role, query: &QueryDefinition, catalogue: &Catalogue) -> bool {
    query.audience.contains(&role) || Place::Workbench.allows(role, catalogue)
}

/// The roles' names on the page.
#[must_use]
pub fn role_name(role: Role, language: Language) -> &'static str {
    let (nl, en) = match role {
        Role::Analyst => ("analist", "analyst"),
        Role::Trainer => ("trainer", "trainer"),
        Role::Facilitator => ("gespreksleider", "facilitator"),
        Role::Leadership => ("leiding", "leadership"),
        Role::PrivacyOfficer => ("privacyfunctionaris", "privacy officer"),
        Role::DataSteward => ("gegevensbeheerder", "data steward"),
        Role::Administrator => ("functioneel beheerder", "administrator"),
        Role::Auditor => ("auditor", "auditor"),
    };
    if language == Language::Dutch { nl } else { en }
}
