//! What the README shows works.

use beeline_tests::root;

fn blocks(language: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let opening = format!("```{language}\n");
    readme
        .split(&opening)
        .skip(1)
        .filter_map(|rest| rest.split_once("\n```").map(|(block, _)| block.to_owned()))
        .collect()
}

#[test]
fn the_shops_file_in_the_readme_is_a_good_one() {
    for block in blocks("toml") {
        beeline_config::parse(&block).unwrap_or_else(|problems| panic!("{problems:?}\n{block}"));
    }
    assert!(!blocks("toml").is_empty());
}

#[test]
fn the_first_two_commands_are_the_demo_and_the_tests() {
    let first = &blocks("sh")[0];
    assert_eq!(first.lines().collect::<Vec<_>>(), ["cargo xtask demo", "cargo xtask test"]);
}

#[test]
fn every_link_to_a_file_leads_somewhere() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    for link in readme.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
        assert!(link.starts_with("https://") || root().join(link).exists(), "{link} leads nowhere");
    }
}
