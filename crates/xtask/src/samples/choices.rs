//! The tables the samples are drawn from: units, categories, sub-categories and the rest.

pub struct Unit {
    pub code: &'static str,
    pub staff: u32,
    pub support_share: f64,
    /// Its rate beside the force's.
    pub rate: f64,
}

const fn unit(code: &'static str, staff: u32, support_share: f64, rate: f64) -> Unit {
    Unit {
        code,
        staff,
        support_share,
        rate,
    }
}

pub const UNITS: &[Unit] = &[
    unit("NN", 4_300, 0.08, 0.9),
    unit("ON", 7_300, 0.08, 0.95),
    unit("MN", 5_200, 0.08, 1.05),
    unit("NH", 3_700, 0.08, 0.9),
    unit("AMS", 5_760, 0.08, 1.15),
    unit("DH", 6_550, 0.08, 1.05),
    unit("RTD", 6_430, 0.08, 1.3),
    unit("ZWB", 3_670, 0.08, 0.95),
    unit("OB", 3_350, 0.08, 1.0),
    unit("LB", 3_070, 0.08, 1.0),
    unit("LE", 5_700, 0.13, 0.8),
    unit("PDC", 5_900, 0.9, 0.5),
    unit("PA", 1_350, 0.7, 0.8),
    unit("KS", 560, 0.9, 0.6),
];

pub struct Category {
    pub code: &'static str,
    pub share: f64,
    /// Mean days from signal to closing.
    pub lead: f64,
    pub issues: &'static [(&'static str, f64)],
}

pub const CATEGORIES: &[Category] = &[
    Category {
        code: "FIN",
        share: 0.05,
        lead: 165.0,
        issues: &[
            ("FIN-DIE", 3.0),
            ("FIN-DEC", 3.0),
            ("FIN-FRA", 3.0),
            ("FIN-OVG", 1.0),
        ],
    },
    Category {
        code: "POS",
        share: 0.08,
        lead: 190.0,
        issues: &[
            ("POS-NEV", 4.0),
            ("POS-GIF", 1.5),
            ("POS-BEL", 3.0),
            ("POS-COR", 0.3),
            ("POS-OVG", 1.0),
        ],
    },
    Category {
        code: "INF",
        share: 0.19,
        lead: 170.0,
        issues: &[
            ("INF-NIE", 4.5),
            ("INF-LEK", 3.0),
            ("INF-SOC", 1.5),
            ("INF-BEV", 1.0),
            ("INF-COR", 0.12),
            ("INF-OVG", 0.6),
        ],
    },
    Category {
        code: "BEV",
        share: 0.08,
        lead: 150.0,
        issues: &[
            ("BEV-AAN", 3.0),
            ("BEV-DOO", 2.0),
            ("BEV-VER", 2.5),
            ("BEV-OVG", 1.0),
        ],
    },
    Category {
        code: "GEW",
        share: 0.10,
        lead: 210.0,
        issues: &[("GEW-BUI", 5.0), ("GEW-MEL", 2.0), ("GEW-OVG", 1.0)],
    },
    Category {
        code: "OMG",
        share: 0.17,
        lead: 140.0,
        issues: &[
            ("OMG-DIS", 2.5),
            ("OMG-SEK", 2.5),
            ("OMG-PES", 3.0),
            ("OMG-INT", 3.0),
            ("OMG-OVG", 1.0),
        ],
    },
    Category {
        code: "PRI",
        share: 0.14,
        lead: 130.0,
        issues: &[
            ("PRI-ALC", 3.0),
            ("PRI-HUI", 2.5),
            ("PRI-DRU", 1.5),
            ("PRI-CON", 2.0),
            ("PRI-OVG", 1.0),
        ],
    },
    Category {
        code: "MID",
        share: 0.16,
        lead: 80.0,
        issues: &[
            ("MID-VOE", 3.0),
            ("MID-WAP", 1.5),
            ("MID-REG", 5.0),
            ("MID-ICT", 2.0),
            ("MID-OVG", 1.0),
        ],
    },
    Category {
        code: "KLK",
        share: 0.004,
        lead: 200.0,
        issues: &[("KLK-MIS", 3.0), ("KLK-OVG", 1.0)],
    },
    Category {
        code: "OVG",
        share: 0.026,
        lead: 75.0,
        issues: &[("OVG-OVG", 1.0)],
    },
];

pub const CAUSES: &[(&str, f64)] = &[
    ("supervision", 5.0),
    ("culture", 4.0),
    ("unclear_rules", 3.0),
    ("training_gap", 2.0),
    ("system_access", 2.0),
    ("judgement", 7.0),
    ("deliberate", 4.0),
    ("negligence", 6.0),
    ("workload", 4.0),
    ("private_problems", 4.0),
    ("outside_pressure", 1.0),
    ("easy_access", 3.0),
    ("no_check", 3.0),
    ("everyone_does", 3.0),
    ("good_purpose", 2.0),
];

pub const CIRCUMSTANCES: &[(&str, f64)] = &[
    ("night_shift", 4.0),
    ("new_team", 2.0),
    ("alone_on_duty", 3.0),
    ("off_duty", 4.0),
    ("party", 2.0),
    ("family_involved", 3.0),
    ("group_chat", 3.0),
    ("high_stress", 4.0),
    ("leader_absent", 3.0),
    ("remote_work", 1.5),
];
