//! Which lines of an order a sentence means, over orders as the retail records have them.

mod shop;

use beeline_language::pick_lines;
use shop::{Stock, check};

fn lines(order: &str, table: &[(&str, &str)]) {
    let stock = Stock::list(order);
    let goods: Vec<_> = stock.iter().map(Stock::good).collect();
    check(table, |text| pick_lines(text, &goods, &[("brolly".into(), "Patio Umbrella".into())]));
}

#[test]
fn goods_are_named_as_people_name_them() {
    lines(
        "Desk Lamp | color: black, brightness: high, power source: USB
         Electric Kettle | capacity: 1.5L, material: glass, color: white
         Backpack | color: navy, size: small, material: nylon, compartment: laptop
         Office Chair | material: leather, color: red, armrest: none, backrest height: high-back
         Patio Umbrella | size: 6 ft, color: blue, material: olefin, tilt mechanism: auto tilt",
        &[
            ("the kettle", "2"),
            ("I want to return the kettle please", "2"),
            ("just the ketle", "2"),
            ("my bagpack", "3"),
            ("the rucksack and the lamp", "1 3"),
            ("everything", "1 2 3 4 5"),
            ("all of it", "1 2 3 4 5"),
            ("all five", "1 2 3 4 5"),
            ("the whole order please", "1 2 3 4 5"),
            ("everything except the lamp", "2 3 4 5"),
            ("everything but the lamp and the kettle", "3 4 5"),
            ("all items apart from the backpack, the chair and the lamp", "2 5"),
            ("not the kettle, the lamp", "1"),
            ("the lamp, not the kettle", "1"),
            ("the lamp, no sorry, the kettle", "2"),
            ("I'd like to keep the lamp and return the kettle", "2"),
            ("return the chair but keep the backpack", "4"),
            ("everything else but I'm keeping the lamp", "2 3 4 5"),
            ("the black one", "1"),
            ("the red one and the white one", "2 4"),
            ("the leather one", "4"),
            ("the second one", "2"),
            ("the last one", "5"),
            ("the first two", "1 2"),
            ("1 and 3", "1 3"),
            ("2", "2"),
            ("number 4", "4"),
            ("the brolly", "5"),
            ("parasol", "5"),
            ("desk chair", "4"),
            ("swap the lamp for the white one", "1"),
            ("exchange the backpack for a red one and the kettle for a black one", "2 3"),
            ("change the chair to black leather", "4"),
            ("the lamp because it doesn't go with my chair", "1"),
            ("I want to return a toaster", "-"),
            ("hello there", "-"),
            ("it", "-"),
            ("the rest", "?1 2 3 4 5"),
            ("keep the lamp and return the rest", "2 3 4 5"),
            ("everything arrived fine except the kettle, which leaks", "2"),
            ("everything's there apart from the kettle", "2"),
            ("was charged on my credit card for the kettle", "2"),
            ("laptop backpack", "3"),
            ("the glass kettle", "2"),
            ("The Desk Lamp (black / high / USB)", "1"),
            ("kettle lamp and chair", "1 2 4"),
            ("the lamp with the usb plug", "1"),
        ],
    );
}

#[test]
fn goods_are_named_in_chinese_whatever_the_catalogue_is_in() {
    lines(
        "Desk Lamp | color: black, brightness: high, power source: USB
         Electric Kettle | capacity: 1.5L, material: stainless steel, color: white
         Backpack | color: navy, size: small, material: nylon, compartment: laptop
         Office Chair | material: leather, color: red, armrest: none, backrest height: high-back",
        &[
            ("台灯", "1"),
            ("退台灯", "1"),
            ("檯燈要退", "1"),
            ("我要退台灯和水壶", "1 2"),
            ("全部", "1 2 3 4"),
            ("全部都退", "1 2 3 4"),
            ("整单都退了吧", "1 2 3 4"),
            ("除了台灯都退", "2 3 4"),
            ("除了台灯和背包以外全部退掉", "2 4"),
            ("黑色那个", "1"),
            ("红色的那把", "4"),
            ("不锈钢那个", "2"),
            ("第二个", "2"),
            ("最后一个", "4"),
            ("前两个", "1 2"),
            ("第一个和第三个", "1 3"),
            ("不是水壶，是台灯", "1"),
            ("水壶不退，台灯退", "1"),
            ("台灯，水壶不退", "1"),
            ("台灯留着，其他的都退", "2 3 4"),
            ("椅子和书包", "3 4"),
            ("把台灯换成白色的", "1"),
            ("台灯想换个白色的", "1"),
            ("热水壶漏水", "2"),
            ("台灯因为和椅子不配", "1"),
            ("台灯不喜欢，想换一台别的颜色的", "1"),
            ("台灯留着，别的都退", "2 3 4"),
            ("你好", "-"),
        ],
    );
}

#[test]
fn lines_of_one_product_are_told_apart_by_their_variant_or_not_at_all() {
    lines(
        "T-Shirt | color: red, size: XL, material: cotton, style: v-neck
         T-Shirt | color: blue, size: S, material: cotton, style: crew neck
         Office Chair | material: leather, color: red, armrest: none, backrest height: high-back
         Office Chair | material: mesh, color: black, armrest: none, backrest height: standard
         Electric Kettle | capacity: 2L, material: glass, color: black
         Tea Kettle | material: glass, capacity: 1 liter, stovetop compatibility: gas
         Wristwatch | strap material: metal, dial color: white
         Smart Watch | color: gold, band material: silicone, display: LCD",
        &[
            ("the t-shirt", "?1 2"),
            ("the red t-shirt", "1"),
            ("the t-shirt in blue", "2"),
            ("the XL tee", "1"),
            ("tshirt size S", "2"),
            ("the small one", "2"),
            ("both chairs", "3 4"),
            ("both t-shirts and the chairs", "1 2 3 4"),
            ("the chairs", "3 4"),
            ("two chairs", "3 4"),
            ("the mesh chair", "4"),
            ("kettle", "?5 6"),
            ("the electric kettle", "5"),
            ("the kettle, the electric one", "5"),
            ("the tea kettle", "6"),
            ("2 liter kettle", "5"),
            ("the watch", "?7 8"),
            ("smartwatch", "8"),
            ("the second chair", "4"),
            ("椅子", "?3 4"),
            ("两把椅子都退", "3 4"),
            ("红色的T恤", "1"),
            ("一升的水壶", "6"),
            ("智能手表", "8"),
            ("黑色的椅子不要了", "4"),
            ("the xl shirt and the electrick kettle", "1 5"),
            ("not the red chair, the black one", "4"),
            ("the electric kettle in steel, not glass", "5"),
        ],
    );
}

#[test]
fn how_many_is_all_unless_it_is_said() {
    lines(
        "Enamel Mug | Colour: Navy, Pack: Single | 2
         Water Bottle | capacity: 500ml, material: glass, color: red | 3
         Desk Lamp | color: black",
        &[
            ("the mugs", "1x2"),
            ("the mug", "1x2"),
            ("one of the two mugs", "1"),
            ("one mug", "1"),
            ("2 of the bottles", "2x2"),
            ("both mugs", "1x2"),
            ("two bottles and one mug", "1 2x2"),
            ("三个水瓶退两个", "2x2"),
            ("杯子退一个", "1"),
            ("两个杯子都要退", "1x2"),
            ("500 ml bottles", "2x3"),
            ("the mugs, just one of them", "1"),
            ("One of my two mugs came out of the box cracked, HP-20226. Only that one.", "1"),
            ("There are two mugs in HP-20226. I want to swap one of them, only one", "1"),
            ("I bought two mugs and one is broken", "1"),
            ("there were two mugs and only one in the box", "1"),
            ("HP-20338 收到的两个杯子有一个裂开了", "1"),
            ("三个水瓶里坏了一个", "2"),
            ("all three bottles", "2x3"),
            ("one of my two mugs came cracked from top to bottom, the mug leaks", "1"),
            ("two mugs 1 day ago", "1x2"),
            ("剩下的两个杯子都退", "1x2"),
            ("the remaining two bottles", "2x2"),
            ("keep the lamp and return the remaining items", "1x2 2x3"),
            ("台灯留着，剩下的都退", "1x2 2x3"),
        ],
    );
}

#[test]
fn one_of_two_of_a_kind_is_told_by_its_size() {
    lines(
        "Electric Kettle | capacity: 2L, material: glass
         Electric Kettle | capacity: 1L, material: glass
         Desk Lamp | color: black",
        &[
            ("the bigger of the two kettles", "1"),
            ("the smaller of my kettles stopped working", "2"),
            ("the larger kettle", "1"),
            ("the bigger of the two kettles I bought (2L)", "1"),
            ("one of the two kettles", "?1 2"),
            ("the 1L one of the two kettles", "2"),
            ("two of the kettles", "1 2"),
        ],
    );
}

#[test]
fn with_one_good_only_a_pronoun_is_enough() {
    lines(
        "Enamel Mug | Colour: Navy, Pack: Single | 2",
        &[
            ("it", "1x2"),
            ("I want to send it back", "1x2"),
            ("这个", "1x2"),
            ("just one of them", "1"),
            ("退一个", "1"),
            ("both", "1x2"),
            ("我要退货", "-"),
            ("yes", "-"),
        ],
    );
    lines(
        "Desk Lamp | color: black\nTea Kettle | material: glass",
        &[
            ("both", "1 2"),
            ("两个都要退", "1 2"),
            ("them both", "1 2"),
            ("not the lamp", "2"),
            ("no, the other one", "?1 2"),
            ("two", "2"),
        ],
    );
}
