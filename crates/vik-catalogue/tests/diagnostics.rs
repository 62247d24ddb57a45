//! Each kind of mistake, as its author will read it.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use vik_catalogue::{Catalogue, FreezePolicy, Relative, Template};

const QUERY: &str = r#"/*+++
schema = 1
id = "lead"
version = "1.0.0"
status = "concept"
indicators = ["I-3"]
audience = ["analyst"]
tables = ["cube_unit_lead"]
title.nl = "Doorlooptijd"
title.en = "Lead time"
description.nl = "d"
description.en = "d"
reading.nl = "r"
reading.en = "r"
counting.nl = "c"
counting.en = "c"
answer.nl = "Nu {cases:last}, meest in {unit:argmax(cases)}."
answer.en = "Now {cases:last}, most in {unit:argmax(cases)}."

[[parameter]]
name = "since"
type = "month"
default = "month:-23"
label.nl = "Vanaf"
label.en = "From"

[[column]]
name = "unit"
type = "text"
role = "dimension"
label.nl = "Eenheid"
label.en = "Unit"

[[column]]
name = "cases"
type = "int"
role = "measure"
low = "cases"
label.nl = "Zaken"
label.en = "Cases"

[chart]
kind = "bar"
x = "unit"
y = "cases"
alt.nl = "a"
alt.en = "a"

[[test]]
name = "one row"
params = { since = "2024-01" }
given.cube_unit_lead = [{ unit = "AMS", cases = 3 }]
expect = [{ unit = "AMS", cases = 3 }]
+++*/
SELECT unit, sum(cases) AS cases
FROM cube_unit_lead
WHERE month >= $since
GROUP BY unit
"#;

const CUBE: &str = r#"/*+++
schema = 1
id = "unit_lead"
version = "1.0.0"
title.nl = "t"
title.en = "t"
description.nl = "d"
description.en = "d"
indicators = ["I-3"]
audience = ["analyst"]
[[dimension]]
name = "unit"
values = ["AMS"]
parent = "unit_group"
label.nl = "Eenheid"
label.en = "Unit"
[[margin]]
dims = ["unit_group"]
+++*/
SELECT counted_in AS month, unit, count(DISTINCT person_key) AS persons, count(*) AS cases
FROM involvements WHERE counted GROUP BY counted_in, unit
"#;

const DASHBOARD: &str = r#"schema = 1
id = "board"
version = "1.0.0"
page = "trends"
audience = ["analyst"]
title.nl = "t"
title.en = "t"
intro.nl = "i"
intro.en = "i"

[[row]]
[[row.tile]]
kind = "chart"
query = "lead"
span = 6
params = { since = "2024-01" }
"#;

fn diagnostics(query: &str, cube: &str, dashboard: &str) -> String {
    let files = BTreeMap::from([
        ("queries/lead.sql".to_owned(), query.to_owned()),
        ("queries/cubes/unit_lead.sql".to_owned(), cube.to_owned()),
        ("dashboards/board.toml".to_owned(), dashboard.to_owned()),
    ]);
    let catalogue = Catalogue::from_files(files);
    let mut all = catalogue.problems().to_vec();
    if all.is_empty() {
        all = catalogue.check();
    }
    all.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

fn change(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the example lacks {from}");
    text.replacen(from, to, 1)
}

fn query(from: &str, to: &str) -> String {
    diagnostics(&change(QUERY, from, to), CUBE, DASHBOARD)
}

fn cube(from: &str, to: &str) -> String {
    diagnostics(QUERY, &change(CUBE, from, to), DASHBOARD)
}

fn dashboard(from: &str, to: &str) -> String {
    diagnostics(QUERY, CUBE, &change(DASHBOARD, from, to))
}

#[test]
fn the_examples_are_clean() {
    assert_eq!(diagnostics(QUERY, CUBE, DASHBOARD), "");
}

#[test]
fn no_header() {
    assert_snapshot!(query("/*+++\n", ""), @r##"
        error: the file has no header
          --> queries/lead.sql:1:1
           = hint: start it with `/*+++`, TOML and `+++*/`
    "##);
}

#[test]
fn header_not_closed() {
    assert_snapshot!(query("+++*/", ""), @r##"
        error: the header is not closed
          --> queries/lead.sql:1:1
           = hint: end it with `+++*/` on its own line
    "##);
}

#[test]
fn comment_mark_in_header() {
    assert_snapshot!(query("title.nl", "# /* x\ntitle.nl"), @r##"
        error: the header holds a comment mark
          --> queries/lead.sql:9:3
           = hint: leave `/*` and `*/` out of the header, or SQL would read half of it
    "##);
}

#[test]
fn not_toml() {
    assert_snapshot!(query("schema = 1", "schema = = 1"), @r##"
        error: this is not TOML: extra `=`, expected nothing
          --> queries/lead.sql:2:10
           = hint: texts stand in quotes, lists in square brackets
    "##);
}

#[test]
fn unknown_key() {
    assert_snapshot!(query("indicators =", "indicatrs ="), @r##"
        error: unknown key `indicatrs`
          --> queries/lead.sql:6:1
           = hint: did you mean `indicators`?
    "##);
}

#[test]
fn missing_key() {
    assert_snapshot!(query("version = \"1.0.0\"\n", ""), @r##"
        error: missing key `version`
          --> queries/lead.sql:1:6
    "##);
}

#[test]
fn wrong_type() {
    assert_snapshot!(query("version = \"1.0.0\"", "version = 1"), @r##"
        error: `version` must be a text in quotes, not an integer
          --> queries/lead.sql:4:11
    "##);
}

#[test]
fn other_schema() {
    assert_snapshot!(query("schema = 1", "schema = 2"), @r##"
        error: this program reads `schema = 1` only
          --> queries/lead.sql:2:10
           = hint: write `schema = 1`
    "##);
}

#[test]
fn id_is_not_the_file() {
    assert_snapshot!(query("id = \"lead\"", "id = \"led\""), @r##"
        error: id `led` differs from the file's name
          --> queries/lead.sql:3:6
           = hint: write `id = "lead"` or rename the file
    "##);
}

#[test]
fn english_missing() {
    assert_snapshot!(query("title.en = \"Lead time\"\n", ""), @r##"
        error: missing key `title.en`
          --> queries/lead.sql:9:1
           = hint: every text is written in Dutch and in English
    "##);
}

#[test]
fn unknown_role() {
    assert_snapshot!(query("[\"analyst\"]", "[\"analist\"]"), @r##"
        error: unknown role `analist`
          --> queries/lead.sql:7:13
           = hint: did you mean `analyst`?
    "##);
}

#[test]
fn unknown_status() {
    assert_snapshot!(query("\"concept\"", "\"konsept\""), @r##"
        error: unknown status `konsept`
          --> queries/lead.sql:5:10
           = hint: did you mean `concept`?
    "##);
}

#[test]
fn chart_names_no_column() {
    assert_snapshot!(query("x = \"unit\"", "x = \"unti\""), @r##"
        error: x names an unknown column `unti`
          --> queries/lead.sql:44:5
           = hint: did you mean `unit`?
    "##);
}

#[test]
fn control_chart_without_centre() {
    assert_snapshot!(query("kind = \"bar\"", "kind = \"control\"\nlower = \"low\""), @r##"
        error: missing key `centre`
          --> queries/lead.sql:42:1
           = hint: this kind of chart needs it: name a column
        error: lower names an unknown column `low`
          --> queries/lead.sql:44:9
           = hint: one of `cases`, `unit`
    "##);
}

#[test]
fn part_of_another_kind() {
    assert_snapshot!(query("kind = \"bar\"", "kind = \"survival\"\nsignal = \"unit\""), @r##"
        error: unknown key `signal`
          --> queries/lead.sql:44:1
           = hint: one of `alt`, `closed`, `high`, `kind`, `low`, `norm`, `series`, `series_max`, `x`, `y`
    "##);
}

#[test]
fn icons_need_no_figure_but_rows() {
    assert_snapshot!(query(
        "kind = \"bar\"\nx = \"unit\"\ny = \"cases\"",
        "kind = \"icons\"\nx = \"unit\"\nvariation = \"unit\""
    ), @r##"
        error: missing key `series`
          --> queries/lead.sql:42:1
           = hint: name the column that tells the rows or panels apart
    "##);
}

#[test]
fn panels_share_a_scale_or_have_their_own() {
    let panels = "kind = \"multiples\"\nseries = \"unit\"\nscale = \"each\"";
    assert_snapshot!(query("kind = \"bar\"", panels), @r##"
        error: unknown scale `each`
          --> queries/lead.sql:45:9
           = hint: one of `own`, `shared`
    "##);
    let panels = "kind = \"multiples\"\nseries = \"unit\"\nscale = \"own\"";
    assert_eq!(query("kind = \"bar\"", panels), "");
}

#[test]
fn interval_names_no_column() {
    assert_snapshot!(query("low = \"cases\"", "low = \"cases_low\""), @r##"
        error: low names an unknown column `cases_low`
          --> queries/lead.sql:38:7
           = hint: did you mean `cases`?
    "##);
}

#[test]
fn column_twice() {
    assert_snapshot!(query("name = \"cases\"", "name = \"unit\""), @r##"
        error: answer.nl names an unknown column `cases`
          --> queries/lead.sql:17:13
           = hint: one of `unit`
        error: answer.en names an unknown column `cases`
          --> queries/lead.sql:18:13
           = hint: one of `unit`
        error: column `unit` is declared twice
          --> queries/lead.sql:35:8
        error: low names an unknown column `cases`
          --> queries/lead.sql:38:7
           = hint: one of `unit`
        error: y names an unknown column `cases`
          --> queries/lead.sql:45:5
           = hint: one of `unit`
        error: expect names an unknown column `cases`
          --> queries/lead.sql:53:10
           = hint: one of `unit`
    "##);
}

#[test]
fn undeclared_parameter() {
    assert_snapshot!(query("$since", "$sinds AND $since IS NOT NULL"), @r##"
        error: the SQL uses an undeclared parameter `$sinds`
          --> queries/lead.sql:57:16
           = hint: did you mean `since`?
    "##);
}

#[test]
fn unused_parameter() {
    assert_snapshot!(query("WHERE month >= $since\n", ""), @r##"
        error: parameter `since` is not used in the SQL
          --> queries/lead.sql:21:8
           = hint: use it as `$since` or remove it
    "##);
}

#[test]
fn parameter_in_comment_is_unused() {
    assert_snapshot!(query("WHERE month >= $since", "-- $since"), @r##"
        error: parameter `since` is not used in the SQL
          --> queries/lead.sql:21:8
           = hint: use it as `$since` or remove it
    "##);
}

#[test]
fn default_cannot_be_read() {
    assert_snapshot!(query("month:-23", "maand:-23"), @r##"
        error: cannot read the default `maand:-23`
          --> queries/lead.sql:23:11
           = hint: write `month:-23` (counted from the last published one) or `2024-03`
    "##);
}

#[test]
fn answer_unknown_function() {
    assert_snapshot!(query("{cases:last}, meest", "{cases:laatste}, meest"), @r##"
        error: the answer cannot read `{cases:laatste}`
          --> queries/lead.sql:17:13
           = hint: write {column:first}, {column:last}, {column:max}, {column:sum} or {dimension:argmax(column)}
    "##);
}

#[test]
fn answer_unknown_column() {
    assert_snapshot!(query("{cases:last}, most", "{case:last}, most"), @r##"
        error: answer.en names an unknown column `case`
          --> queries/lead.sql:18:13
           = hint: did you mean `cases`?
    "##);
}

#[test]
fn select_star() {
    assert_snapshot!(query("SELECT unit, sum(cases) AS cases", "SELECT *"), @r##"
        error: `SELECT *` is not allowed
          --> queries/lead.sql:55:8
           = hint: name the columns, so that a new one cannot slip in
    "##);
}

#[test]
fn not_a_select() {
    assert_snapshot!(query("SELECT unit,", "DELETE unit,"), @r##"
        error: the statement must be one SELECT
          --> queries/lead.sql:55:1
           = hint: start it with SELECT or WITH
    "##);
}

#[test]
fn two_statements() {
    assert_snapshot!(query("GROUP BY unit\n", "GROUP BY unit; SELECT 1\n"), @r##"
        error: the file holds more than one statement
          --> queries/lead.sql:58:14
           = hint: keep one SELECT and put the other in its own file
    "##);
}

#[test]
fn test_sets_unknown_parameter() {
    assert_snapshot!(query("params = { since", "params = { since2"), @r##"
        error: the test sets an unknown parameter `since2`
          --> queries/lead.sql:51:12
           = hint: did you mean `since`?
    "##);
}

#[test]
fn test_gives_unknown_table() {
    assert_snapshot!(query("given.cube_unit_lead", "given.cube_unit_laed"), @r##"
        error: the test gives rows for `cube_unit_laed`, which `tables` lacks
          --> queries/lead.sql:52:7
           = hint: did you mean `cube_unit_lead`?
    "##);
}

#[test]
fn test_expects_unknown_column() {
    assert_snapshot!(query("expect = [{ unit", "expect = [{ unti"), @r##"
        error: expect names an unknown column `unti`
          --> queries/lead.sql:53:10
           = hint: did you mean `unit`?
    "##);
}

#[test]
fn number_out_of_bounds() {
    assert_snapshot!(query("[chart]", "[limits]\nmax_rows = 0\n[chart]"), @r##"
        error: `max_rows` must lie between 1 and 100000
          --> queries/lead.sql:43:12
    "##);
}

#[test]
fn query_reads_unknown_cube() {
    assert_snapshot!(query(
        "tables = [\"cube_unit_lead\"]",
        "tables = [\"cube_unit_lead\", \"cube_unit_lad\"]"
    ), @r##"
        error: unknown cube in table `cube_unit_lad`
          --> queries/lead.sql:8:29
           = hint: did you mean `unit_lead`?
    "##);
}

#[test]
fn cube_dimension_not_selected() {
    assert_snapshot!(cube("AS month, unit,", "AS month,"), @r##"
        error: the SELECT list lacks `unit`
          --> queries/cubes/unit_lead.sql:20:1
           = hint: a cube selects `month`, each dimension, `persons` and `cases`
    "##);
}

#[test]
fn cube_margin_unknown() {
    assert_snapshot!(cube("dims = [\"unit_group\"]", "dims = [\"unit_grup\"]"), @r##"
        error: margin names an unknown dimension `unit_grup`
          --> queries/cubes/unit_lead.sql:18:9
           = hint: did you mean `unit_group`?
    "##);
}

#[test]
fn cube_dimension_without_values() {
    assert_snapshot!(cube("values = [\"AMS\"]\n", ""), @r##"
        error: dimension `unit` needs either `codelist` or `values`
          --> queries/cubes/unit_lead.sql:11:1
           = hint: zeros are published too, so the cube must know every value
    "##);
}

#[test]
fn cube_with_parameter() {
    assert_snapshot!(cube("WHERE counted", "WHERE counted AND unit = $unit"), @r##"
        error: a cube takes no parameters, and this one uses `$unit`
          --> queries/cubes/unit_lead.sql:21:44
           = hint: select all months; the freeze adds the month itself
    "##);
}

#[test]
fn dashboard_unknown_query() {
    assert_snapshot!(dashboard("query = \"lead\"", "query = \"laed\""), @r##"
        error: unknown query `laed`
          --> dashboards/board.toml:14:1
           = hint: did you mean `lead`?
    "##);
}

#[test]
fn dashboard_unknown_parameter() {
    assert_snapshot!(dashboard("{ since =", "{ sinse ="), @r##"
        error: query `lead` has no parameter `sinse`
          --> dashboards/board.toml:14:1
           = hint: did you mean `since`?
    "##);
}

#[test]
fn dashboard_wider_than_query() {
    assert_snapshot!(dashboard("[\"analyst\"]", "[\"analyst\", \"leadership\"]"), @r##"
        error: role `leadership` may open this page but not query `lead`
          --> dashboards/board.toml:14:1
           = hint: narrow the dashboard's audience or widen the query's
    "##);
}

#[test]
fn dashboard_unknown_page() {
    assert_snapshot!(dashboard("\"trends\"", "\"trend\""), @r##"
        error: unknown page `trend`
          --> dashboards/board.toml:4:8
           = hint: did you mean `trends`?
    "##);
}

#[test]
fn dashboard_parameter_for_nobody() {
    assert_snapshot!(dashboard(
        "[[row]]",
        "[[parameter]]\nname = \"units\"\ntype = \"list<text>\"\ndefault = []\nlabel.nl = \"e\"\nlabel.en = \"u\"\n[[row]]"
    ), @r##"
        error: no tile takes the parameter `units`
          --> dashboards/board.toml:12:8
    "##);
}

#[test]
fn three_typos_give_three_lines() {
    let text = change(QUERY, "version =", "versoin =");
    let text = change(&text, "role = \"dimension\"", "role = \"dimensoin\"");
    let text = change(&text, "x = \"unit\"", "x = \"unti\"");
    assert_snapshot!(diagnostics(&text, CUBE, DASHBOARD), @r##"
        error: missing key `version`
          --> queries/lead.sql:1:6
        error: unknown key `versoin`
          --> queries/lead.sql:4:1
           = hint: did you mean `version`?
        error: unknown role `dimensoin`
          --> queries/lead.sql:30:8
           = hint: did you mean `dimension`?
        error: x names an unknown column `unti`
          --> queries/lead.sql:44:5
           = hint: did you mean `unit`?
    "##);
}

#[test]
fn a_policy_has_no_silent_defaults() {
    let problems =
        FreezePolicy::parse("policies/freeze.toml", "version = \"1\"\nbase = 1\n").unwrap_err();
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_snapshot!(shown.join("\n"), @r##"
        error: missing key `leadership_base`
          --> policies/freeze.toml:1:1
           = hint: a policy has no silent defaults
        error: missing key `person_cap`
          --> policies/freeze.toml:1:1
           = hint: a policy has no silent defaults
        error: missing key `leaf_error_preference`
          --> policies/freeze.toml:1:1
           = hint: a policy has no silent defaults
        error: missing key `margin_error_preference`
          --> policies/freeze.toml:1:1
           = hint: a policy has no silent defaults
        error: missing key `minimum_roster`
          --> policies/freeze.toml:1:1
           = hint: a policy has no silent defaults
        error: missing key `window_quarters_corruption`
          --> policies/freeze.toml:1:1
           = hint: a policy has no silent defaults
        error: `base` must lie between 2 and 1000000
          --> policies/freeze.toml:2:8
    "##);
}

#[test]
fn relative_defaults_count_from_the_last_published_month() {
    let march = 2024 * 12 + 2;
    let text = |default: &str, last| default.parse::<Relative>().unwrap().text(last);
    assert_eq!(text("month:0", march), "2024-03");
    assert_eq!(text("month:-23", march), "2022-04");
    assert_eq!(text("quarter:0", march), "2024-Q1");
    assert_eq!(text("quarter:0", march + 1), "2024-Q1");
    assert_eq!(text("quarter:0", march - 1), "2023-Q4");
    assert_eq!(text("quarter:-7", march), "2022-Q2");
    assert!("week:1".parse::<Relative>().is_err());
}

#[test]
fn templates_know_their_columns() {
    let template = Template::parse("{cases:sum} in {unit:argmax(cases)}").unwrap();
    assert_eq!(template.columns(), ["cases", "unit", "cases"]);
    assert!(Template::parse("{cases}").is_err());
    assert!(Template::parse("{cases:last").is_err());
}
