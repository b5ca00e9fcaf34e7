//! Which variant a sentence asks for, over products as the retail records have them.

mod shop;

use beeline_language::pick_variant;
use shop::{Stock, check};

/// The first line is what the shopper has.
fn variants(product: &str, table: &[(&str, &str)]) {
    let stock = Stock::list(product);
    let goods: Vec<_> = stock.iter().map(Stock::good).collect();
    check(table, |text| pick_variant(text, &goods[0], &goods, &[]));
}

#[test]
fn what_is_not_said_stays() {
    variants(
        "Desk Lamp | color: black, brightness: medium, power source: USB
         Desk Lamp | color: white, brightness: medium, power source: USB
         Desk Lamp | color: silver, brightness: low, power source: battery
         Desk Lamp | color: black, brightness: high, power source: USB
         Desk Lamp | color: black, brightness: low, power source: AC adapter
         Desk Lamp | color: white, brightness: high, power source: AC adapter",
        &[
            ("white", "2"),
            ("in white please", "2"),
            ("same but in white", "2"),
            ("the desk lamp in white", "2"),
            ("swap the black one for the white one", "2"),
            ("I want to exchange my black desk lamp for a white one", "2"),
            ("brighter", "4"),
            ("a brighter one", "4"),
            ("less bright", "?5 3"),
            ("a less bright one, battery powered", "3"),
            ("high brightness", "4"),
            ("brightness low", "?5 3"),
            ("silver", "3"),
            ("not black, white", "2"),
            ("white with high brightness", "6"),
            ("red", "-"),
            ("the one that plugs in, white", "6"),
            ("白色", "2"),
            ("换成白色的", "2"),
            ("把黑色换成白色", "2"),
            ("亮一点的", "4"),
            ("白色，亮度高的", "6"),
            ("暗一点，用电池的", "3"),
            ("银色那个", "3"),
            ("same one again", "1"),
            ("一模一样的", "1"),
            ("hello", "-"),
            ("white / high / AC adapter", "6"),
        ],
    );
}
