//! Primary rules: which cells are sensitive by themselves, and how far they must stay uncertain.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::Forms;
use super::policy::{SuppressionPolicy, Zeros};
use super::table::{Content, Rosters, Table, TableError};

/// A rule by which a cell is sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Fewer persons than the threshold (minimum frequency rule; Hundepool et al., Statistical
    /// Disclosure Control, 2012, section 4.2).
    Threshold,
    /// A zero, where zeros are protected.
    Zero,
    /// Too few staff to disappear among, whatever the count.
    Roster,
    /// Too large a part of the staff appears (k/N).
    StaffShare,
    /// All, or nearly all, of a group are in this cell (group attribute disclosure; Hundepool et
    /// al. 2012, section 5.2; with colleagues who subtract themselves: Langsrud 2024).
    Group,
    /// The largest contributors hold too much ((n, k) rule; Hundepool et al. 2012, section 4.2).
    Dominance,
    /// The second largest contributor can estimate the largest within p% (p% rule; ibid.).
    PPercent,
}

/// How far the interval of a sensitive form must reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Need {
    /// At least so much above the truth.
    pub(super) up: i64,
    /// At least so much below the truth, or down to zero.
    pub(super) down: i64,
    /// At least so wide.
    pub(super) width: i64,
    /// From zero, or up to this.
    pub(super) reach: i64,
}

impl Need {
    fn join(&mut self, other: Self) {
        self.up = self.up.max(other.up);
        self.down = self.down.max(other.down);
        self.width = self.width.max(other.width);
        self.reach = self.reach.max(other.reach);
    }

    /// Whether worlds from `low` to `high` around the truth are enough.
    pub(super) fn met(&self, truth: i64, low: i64, high: i64) -> bool {
        high - truth >= self.up
            && low <= (truth - self.down).max(0)
            && high - low >= self.width
            && (low == 0 || high >= self.reach)
    }

    /// What the interval must reach above if it is to begin at `low`.
    pub(super) fn target(&self, truth: i64, low: i64) -> i64 {
        let reach = if low == 0 { 0 } else { self.reach };
        (truth + self.up).max(low + self.width).max(reach)
    }
}

/// Sensitive forms with what they need, and the reasons of the cells among them.
pub(super) struct Primaries {
    pub(super) needs: BTreeMap<usize, Need>,
    pub(super) reasons: BTreeMap<usize, BTreeSet<Reason>>,
}

/// Applies every rule to every cell, watched ones included.
pub(super) fn primaries(
    table: &Table,
    forms: &mut Forms,
    policy: &SuppressionPolicy,
) -> Result<Primaries, TableError> {
    let mut found = Primaries {
        needs: BTreeMap::new(),
        reasons: BTreeMap::new(),
    };
    let cells: BTreeSet<&Vec<String>> = table.cells.iter().chain(&table.watched).collect();
    let width = i64::try_from(policy.width).unwrap_or(i64::MAX).max(1);
    let reach = if policy.hide_existence {
        i64::try_from(policy.threshold).unwrap_or(i64::MAX)
    } else {
        0
    };
    for cell in &cells {
        let leaves = forms.leaves(table, cell)?;
        if leaves.is_empty() {
            continue;
        }
        let place = forms.add(table, leaves, policy);
        let (value, persons) = (forms.forms[place].value, forms.forms[place].persons);
        let count = Need {
            width,
            reach,
            ..Need::default()
        };
        if persons > 0 && persons < policy.threshold {
            found.add(place, Reason::Threshold, count);
        }
        if value == 0 && policy.zeros == Zeros::Protected {
            found.add(place, Reason::Zero, count);
        }
        if let Some(staff) = staff(table, cell)? {
            if staff < policy.minimum_roster {
                found.add(place, Reason::Roster, count);
            }
            if policy.staff_percent > 0 && 100 * persons > policy.staff_percent * staff {
                let down = value - i64::try_from(policy.staff_percent * staff / 100).unwrap_or(0);
                found.add(place, Reason::StaffShare, Need { down, ..count });
            }
        }
        if let Some(tolerance) = policy.group
            && value > 0
        {
            group(table, cell, tolerance, forms, policy, &mut found)?;
        }
        let shares = shares(table, forms, place);
        if let Some(up) = dominance(&shares, policy) {
            found.add(place, Reason::Dominance, symmetric(up));
        }
        if let Some(up) = p_percent(&shares, policy) {
            found.add(place, Reason::PPercent, symmetric(up));
        }
    }
    Ok(found)
}

fn symmetric(up: i64) -> Need {
    Need {
        up,
        down: up,
        ..Need::default()
    }
}

impl Primaries {
    fn add(&mut self, place: usize, reason: Reason, need: Need) {
        self.needs.entry(place).or_default().join(need);
        self.reasons.entry(place).or_default().insert(reason);
    }
}

fn staff(table: &Table, cell: &[String]) -> Result<Option<u64>, TableError> {
    let Some(Rosters { dimension, staff }) = &table.rosters else {
        return Ok(None);
    };
    for (dim, code) in table.dims.iter().zip(cell) {
        if dim.name == *dimension {
            let members = dim.members_of(code)?;
            let known = members.iter().filter_map(|member| staff.get(member));
            return Ok(Some(known.sum()));
        }
    }
    Ok(None)
}

/// The rest of a group, `margin - cell`, is the sensitive number: if everyone can prove that at
/// most the tolerated number of the group fall outside the cell, each of the others is known to
/// be in it. The group is the cell with one dimension widened to any coarser code that is shown.
fn group(
    table: &Table,
    cell: &[String],
    tolerance: u64,
    forms: &mut Forms,
    policy: &SuppressionPolicy,
    found: &mut Primaries,
) -> Result<(), TableError> {
    let own = forms.leaves(table, cell)?;
    let tolerance = i64::try_from(tolerance).unwrap_or(i64::MAX - 1);
    for (place, dim) in table.dims.iter().enumerate() {
        for code in dim.codes() {
            let mut wider = cell.to_vec();
            code.clone_into(&mut wider[place]);
            if !table.cells.contains(&wider) || !is_above(dim.members_of(code)?, dim, &cell[place])?
            {
                continue;
            }
            let rest: Vec<usize> = forms
                .leaves(table, &wider)?
                .into_iter()
                .filter(|leaf| own.binary_search(leaf).is_err())
                .collect();
            let outside: i64 = rest.iter().map(|leaf| forms.atoms[*leaf].value).sum();
            let inside: i64 = own.iter().map(|leaf| forms.atoms[*leaf].value).sum();
            // Colleagues learn about somebody only while somebody of the group is left.
            let tolerance = tolerance.min(outside + inside - 1);
            if rest.is_empty() || outside > tolerance {
                continue;
            }
            let rest = forms.add(table, rest, policy);
            let up = tolerance + 1 - outside;
            let need = Need {
                up,
                ..Need::default()
            };
            found.needs.entry(rest).or_default().join(need);
            // The cell itself is hidden: shown beside its group it would tell the rest.
            let cell = forms.add(table, own.clone(), policy);
            found.add(cell, Reason::Group, Need::default());
        }
    }
    Ok(())
}

fn is_above(
    members: &BTreeSet<String>,
    dim: &super::table::Dimension,
    code: &str,
) -> Result<bool, TableError> {
    let own = dim.members_of(code)?;
    Ok(own.is_subset(members) && own.len() < members.len())
}

/// What each contributor holds of a form, largest first.
fn shares(table: &Table, forms: &Forms, place: usize) -> Vec<i64> {
    let mut shares: BTreeMap<u64, i64> = BTreeMap::new();
    for leaf in &forms.forms[place].leaves {
        if let Some(Content::Magnitude(held)) = table.leaves.get(&forms.atoms[*leaf].codes) {
            for share in held {
                *shares.entry(share.contributor).or_default() +=
                    i64::try_from(share.value).unwrap_or(i64::MAX);
            }
        }
    }
    let mut shares: Vec<i64> = shares.into_values().collect();
    shares.sort_unstable_by(|left, right| right.cmp(left));
    shares
}

/// (n, k): `x1 + .. + xn > k/100 * X`. Needed above: `100/k * (x1 + .. + xn) - X` (Hundepool et
/// al. 2012, table 4.2).
fn dominance(shares: &[i64], policy: &SuppressionPolicy) -> Option<i64> {
    let rule = policy.dominance?;
    let percent = i64::try_from(rule.percent).ok().filter(|own| *own > 0)?;
    let total: i64 = shares.iter().sum();
    let largest: i64 = shares.iter().take(rule.largest).sum();
    (100 * largest > percent * total).then(|| (100 * largest).div_euclid(percent) + 1 - total)
}

/// p%: `X - x1 - x2 < p/100 * x1`; with c colleagues who pool, `x2` is what the largest c of the
/// others hold. Needed above: `p/100 * x1 - (X - x1 - x2)` (ibid.).
fn p_percent(shares: &[i64], policy: &SuppressionPolicy) -> Option<i64> {
    let percent = i64::try_from(policy.p_percent)
        .ok()
        .filter(|own| *own > 0)?;
    let first = *shares.first()?;
    let knowing = 1 + usize::try_from(policy.coalition).ok()?.max(1);
    let rest: i64 = shares.iter().skip(knowing).sum();
    (100 * rest < percent * first).then(|| (percent * first).div_euclid(100) + 1 - rest)
}
