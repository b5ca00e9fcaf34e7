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
fn a_small_one_is_smaller_than_what_there_is() {
    variants(
        "Pine Candle | size: 320 g
         Pine Candle | size: 180 g",
        &[
            ("the candle is huge. swap it for the small one?", "2"),
            ("a small one please", "2"),
            ("a small question about the candle", "-"),
        ],
    );
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

#[test]
fn sizes_colours_and_kinds_of_all_sorts_of_goods() {
    variants(
        "Hiking Boots | size: 9, material: leather, waterproof: yes
         Hiking Boots | size: 10, material: synthetic, waterproof: yes
         Hiking Boots | size: 9, material: synthetic, waterproof: yes
         Hiking Boots | size: 7, material: leather, waterproof: yes
         Hiking Boots | size: 8, material: leather, waterproof: yes
         Hiking Boots | size: 12, material: synthetic, waterproof: no
         Hiking Boots | size: 10, material: leather, waterproof: yes
         Hiking Boots | size: 10, material: leather, waterproof: no
         Hiking Boots | size: 11, material: leather, waterproof: yes
         Hiking Boots | size: 7, material: synthetic, waterproof: no
         Hiking Boots | size: 12, material: leather, waterproof: yes
         Hiking Boots | size: 11, material: synthetic, waterproof: yes
         Hiking Boots | size: 7, material: synthetic, waterproof: yes
         Hiking Boots | size: 9, material: synthetic, waterproof: no",
        &[
            ("one size up", "7"),
            ("the waterproof synthetic ones in a ten", "2"),
            ("换成39码的", "-"),
            ("换成10码的", "7"),
            ("小一码", "5"),
        ],
    );
    variants(
        "Office Chair | material: mesh, color: red, armrest: none, backrest height: standard
         Office Chair | material: fabric, color: black, armrest: none, backrest height: high-back
         Office Chair | material: fabric, color: black, armrest: fixed, backrest height: standard
         Office Chair | material: leather, color: gray, armrest: fixed, backrest height: high-back
         Office Chair | material: leather, color: blue, armrest: none, backrest height: standard
         Office Chair | material: mesh, color: blue, armrest: fixed, backrest height: standard
         Office Chair | material: leather, color: blue, armrest: none, backrest height: high-back
         Office Chair | material: fabric, color: blue, armrest: adjustable, backrest height: standard
         Office Chair | material: leather, color: red, armrest: none, backrest height: high-back
         Office Chair | material: leather, color: black, armrest: adjustable, backrest height: high-back
         Office Chair | material: mesh, color: gray, armrest: fixed, backrest height: high-back
         Office Chair | material: leather, color: blue, armrest: fixed, backrest height: standard
         Office Chair | material: fabric, color: gray, armrest: none, backrest height: high-back",
        &[("fabric instead of mesh", "?2 3 8 13")],
    );
    variants(
        "Wall Clock | diameter: 10 inches, color: black, type: digital
         Wall Clock | diameter: 10 inches, color: white, type: digital
         Wall Clock | diameter: 10 inches, color: black, type: analog
         Wall Clock | diameter: 14 inches, color: black, type: digital
         Wall Clock | diameter: 14 inches, color: white, type: digital
         Wall Clock | diameter: 12 inches, color: white, type: analog
         Wall Clock | diameter: 14 inches, color: black, type: analog
         Wall Clock | diameter: 10 inches, color: wood, type: analog",
        &[("a bigger one", "4")],
    );
    variants(
        "Water Bottle | capacity: 500ml, material: stainless steel, color: green
         Water Bottle | capacity: 1000ml, material: glass, color: red
         Water Bottle | capacity: 750ml, material: glass, color: black
         Water Bottle | capacity: 1000ml, material: glass, color: blue
         Water Bottle | capacity: 500ml, material: stainless steel, color: black
         Water Bottle | capacity: 1000ml, material: stainless steel, color: red
         Water Bottle | capacity: 750ml, material: stainless steel, color: blue
         Water Bottle | capacity: 500ml, material: glass, color: blue
         Water Bottle | capacity: 500ml, material: glass, color: green
         Water Bottle | capacity: 500ml, material: plastic, color: black
         Water Bottle | capacity: 1000ml, material: stainless steel, color: blue
         Water Bottle | capacity: 750ml, material: plastic, color: blue
         Water Bottle | capacity: 750ml, material: stainless steel, color: red
         Water Bottle | capacity: 500ml, material: glass, color: black",
        &[
            ("the 1 liter one", "?6 11 2 4"),
            ("a bigger one", "?6 7 11 13 2 3 4 12"),
            ("larger capacity in red", "?6 13"),
            ("750毫升的", "?7 13 3 12"),
        ],
    );
    variants(
        "Smart Thermostat | compatibility: Apple HomeKit, color: black
         Smart Thermostat | compatibility: Google Assistant, color: white
         Smart Thermostat | compatibility: Amazon Alexa, color: white
         Smart Thermostat | compatibility: Google Assistant, color: stainless steel
         Smart Thermostat | compatibility: Google Assistant, color: black
         Smart Thermostat | compatibility: Amazon Alexa, color: black
         Smart Thermostat | compatibility: Apple HomeKit, color: stainless steel
         Smart Thermostat | compatibility: Amazon Alexa, color: stainless steel
         Smart Thermostat | compatibility: Apple HomeKit, color: white",
        &[("the one that works with google", "5"), ("compatible with Alexa in stainless", "8")],
    );
    variants(
        "Mechanical Keyboard | switch type: linear, backlight: white, size: full size
         Mechanical Keyboard | switch type: clicky, backlight: RGB, size: 60%
         Mechanical Keyboard | switch type: clicky, backlight: none, size: full size
         Mechanical Keyboard | switch type: tactile, backlight: white, size: full size
         Mechanical Keyboard | switch type: linear, backlight: RGB, size: 80%
         Mechanical Keyboard | switch type: tactile, backlight: none, size: full size
         Mechanical Keyboard | switch type: clicky, backlight: white, size: full size
         Mechanical Keyboard | switch type: linear, backlight: none, size: 80%
         Mechanical Keyboard | switch type: linear, backlight: RGB, size: 60%
         Mechanical Keyboard | switch type: linear, backlight: white, size: 60%
         Mechanical Keyboard | switch type: tactile, backlight: RGB, size: 60%
         Mechanical Keyboard | switch type: linear, backlight: RGB, size: full size
         Mechanical Keyboard | switch type: clicky, backlight: RGB, size: 80%
         Mechanical Keyboard | switch type: clicky, backlight: white, size: 80%",
        &[("tactile switches, no backlight", "6")],
    );
    variants(
        "Mechanical Keyboard | switch type: clicky, backlight: RGB, size: 60%
         Mechanical Keyboard | switch type: clicky, backlight: none, size: full size
         Mechanical Keyboard | switch type: tactile, backlight: white, size: full size
         Mechanical Keyboard | switch type: linear, backlight: RGB, size: 80%
         Mechanical Keyboard | switch type: tactile, backlight: none, size: full size
         Mechanical Keyboard | switch type: clicky, backlight: white, size: full size
         Mechanical Keyboard | switch type: linear, backlight: none, size: 80%
         Mechanical Keyboard | switch type: linear, backlight: RGB, size: 60%
         Mechanical Keyboard | switch type: linear, backlight: white, size: 60%
         Mechanical Keyboard | switch type: linear, backlight: white, size: full size
         Mechanical Keyboard | switch type: tactile, backlight: RGB, size: 60%
         Mechanical Keyboard | switch type: linear, backlight: RGB, size: full size
         Mechanical Keyboard | switch type: clicky, backlight: RGB, size: 80%
         Mechanical Keyboard | switch type: clicky, backlight: white, size: 80%",
        &[("a full size one", "?2 6 12 3 5 10")],
    );
    variants(
        "Mechanical Keyboard | switch type: clicky, backlight: none, size: 80%
         Mechanical Keyboard | switch type: clicky, backlight: RGB, size: 60%
         Mechanical Keyboard | switch type: clicky, backlight: none, size: full size
         Mechanical Keyboard | switch type: tactile, backlight: white, size: full size
         Mechanical Keyboard | switch type: linear, backlight: RGB, size: 80%
         Mechanical Keyboard | switch type: tactile, backlight: none, size: full size
         Mechanical Keyboard | switch type: clicky, backlight: white, size: full size
         Mechanical Keyboard | switch type: linear, backlight: none, size: 80%
         Mechanical Keyboard | switch type: linear, backlight: RGB, size: 60%
         Mechanical Keyboard | switch type: linear, backlight: white, size: 60%
         Mechanical Keyboard | switch type: linear, backlight: white, size: full size
         Mechanical Keyboard | switch type: tactile, backlight: RGB, size: 60%
         Mechanical Keyboard | switch type: linear, backlight: RGB, size: full size
         Mechanical Keyboard | switch type: clicky, backlight: RGB, size: 80%",
        &[("换成青轴 RGB 全尺寸", "none")],
    );
    variants(
        "Jigsaw Puzzle | pieces: 1000, theme: art, difficulty level: beginner
         Jigsaw Puzzle | pieces: 2000, theme: art, difficulty level: intermediate
         Jigsaw Puzzle | pieces: 1000, theme: animals, difficulty level: beginner
         Jigsaw Puzzle | pieces: 500, theme: art, difficulty level: intermediate
         Jigsaw Puzzle | pieces: 1000, theme: fantasy, difficulty level: intermediate
         Jigsaw Puzzle | pieces: 2000, theme: animals, difficulty level: expert
         Jigsaw Puzzle | pieces: 500, theme: art, difficulty level: beginner
         Jigsaw Puzzle | pieces: 500, theme: animals, difficulty level: expert
         Jigsaw Puzzle | pieces: 1500, theme: art, difficulty level: intermediate
         Jigsaw Puzzle | pieces: 1500, theme: animals, difficulty level: intermediate
         Jigsaw Puzzle | pieces: 2000, theme: fantasy, difficulty level: beginner
         Jigsaw Puzzle | pieces: 1000, theme: art, difficulty level: expert
         Jigsaw Puzzle | pieces: 1500, theme: animals, difficulty level: beginner
         Jigsaw Puzzle | pieces: 1000, theme: animals, difficulty level: expert",
        &[("a harder one", "12")],
    );
}

#[test]
fn what_is_said_of_another_thing_is_not_said_of_this() {
    variants(
        "Cycling Helmet | size: M, color: blue, ventilation: low
         Cycling Helmet | size: M, color: blue, ventilation: high
         Cycling Helmet | size: L, color: black, ventilation: high
         Cycling Helmet | size: M, color: black, ventilation: low
         Cycling Helmet | size: L, color: black, ventilation: low",
        &[
            ("helmet M blue high ventilation, backpack black large polyester laptop", "2"),
            ("helmet M blue high backpack black large", "2"),
            ("the helmet for one with high ventilation, and my rucksack for the black large one", "2"),
            ("bike in blue (medium, like the green one) and the helmet in black, L, high", "3"),
            ("the helmet clashes with my bike. The black one, please", "4"),
            ("the helmet and the backpack in black", "4"),
            ("the backpack and the helmet in black", "4"),
            ("swap the lamp for a black one and the helmet for one with high ventilation", "2"),
            // Another thing that is not understood: which, is the question.
            (
                "change the helmet for one with high ventilation, M blue, and my bkpk for a black large one",
                "?2 3",
            ),
        ],
    );
    variants(
        "Hiking Boots | size: 11, material: leather, waterproof: yes
         Hiking Boots | size: 12, material: leather, waterproof: yes
         Hiking Boots | size: 12, material: leather, waterproof: no
         Hiking Boots | size: 12, material: synthetic, waterproof: no",
        &[
            ("earbuds -> the black ones (4 hours), boots -> size 12 (same leather waterproof kind)", "2"),
            ("earbuds: black; boots: 12", "2"),
        ],
    );
    variants(
        "Tablet | size: 10-inch, storage: 64GB, color: silver
         Tablet | size: 10-inch, storage: 128GB, color: silver
         Tablet | size: 8-inch, storage: 128GB, color: silver",
        &[("upgrade to 128GB please", "2"), ("10寸平板我想升级到128G，银色不变", "2")],
    );
    variants(
        "Office Chair | material: fabric, color: gray, armrest: none
         Office Chair | material: fabric, color: black, armrest: none
         Office Chair | material: leather, color: black, armrest: none",
        &[("办公椅换成黑色的（布面、没扶手都不变），吸尘器直接退", "2"), ("椅子要黑色的，皮箱要红色的", "2")],
    );
}
