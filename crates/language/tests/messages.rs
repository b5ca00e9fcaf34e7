//! The same in whole messages, as they are written in the middle of a conversation.

mod shop;

use beeline_language::pick_lines;
use shop::{Stock, check};

fn lines(order: &str, table: &[(&str, &str)]) {
    let stock = Stock::list(order);
    let goods: Vec<_> = stock.iter().map(Stock::good).collect();
    check(table, |text| pick_lines(text, &goods, &[]));
}

#[test]
fn what_else_a_message_says_does_not_matter() {
    lines(
        "Desk Lamp | color: black, brightness: high, power source: USB
         Electric Kettle | capacity: 1.5L, material: glass, color: white
         Running Shoes | size: 9, color: red, material: mesh, sole: EVA
         Headphones | type: over-ear, connectivity: wireless, color: black
         Jigsaw Puzzle | pieces: 1000, theme: art, difficulty level: beginner",
        &[
            ("I'd like to return the running shoes, they're too small", "3"),
            ("hi, the headphones I bought keep cutting out and I'd like my money back", "4"),
            ("returning the shoes and headphones from order #W2378156", "3 4"),
            ("The kettle doesn't work. I want a replacement", "2"),
            ("can I swap the shoes for a size 10?", "3"),
            ("swap the size 9 shoes for size 10 please", "3"),
            ("I want to exchange the kettle for a black one and also return the lamp", "1 2"),
            ("exchange my desk lamp for one that's less bright", "1"),
            ("all of them please", "1 2 3 4 5"),
            ("all except the puzzle", "1 2 3 4"),
            ("everything but the jigsaw and the shoes", "1 2 4"),
            ("just the lamp", "1"),
            ("only the first item", "1"),
            ("the one with the usb", "1"),
            ("the 1000 piece one", "5"),
            ("the wireless ones", "4"),
            ("those red ones", "3"),
            ("not the lamp", "?2 3 4 5"),
            ("it's the kettle that is broken, not the lamp", "2"),
            ("kettle and lamp", "1 2"),
            ("lamp, kettle, puzzle", "1 2 5"),
            ("lamp / kettle", "1 2"),
            ("I don't want the lamp anymore", "1"),
            ("I don't need the kettle any more", "2"),
            ("please don't cancel the kettle, only the lamp", "1"),
            ("cancel the lamp but leave the kettle", "1"),
            ("remove the puzzle from my order", "5"),
            ("I want to keep everything except the shoes", "3"),
            ("keep everything except the shoes", "3"),
            ("I want to keep the shoes, send the others back", "1 2 4 5"),
            ("my red runners", "3"),
            ("trainers", "3"),
            ("the puzzle is missing 3 pieces", "5"),
            ("2 pieces are missing from the jigsaw", "5"),
            ("the lamp's cord is frayed and the kettle leaks", "1 2"),
            ("black headphones", "4"),
            ("the black lamp", "1"),
            ("the black ones", "?1 4"),
            ("both the lamp and kettle", "1 2"),
            ("the lamp plus the kettle", "1 2"),
            ("everything in the order", "1 2 3 4 5"),
            ("the entire thing", "1 2 3 4 5"),
            ("items 1 and 2", "1 2"),
            ("#3", "3"),
            ("3", "3"),
            ("first and last", "1 5"),
            ("the last two", "4 5"),
            ("the second and the fourth", "2 4"),
            ("I'd like the refund on my card for the kettle", "2"),
            ("the kettle, please. Thanks!", "2"),
            ("Actually not the kettle. The lamp.", "1"),
            ("oh wait, I meant the puzzle", "5"),
            ("yes the lamp", "1"),
            ("no, the lamp", "1"),
            ("no the shoes not the lamp", "3"),
            ("what's the status", "-"),
            ("my name is Jo", "-"),
            ("size 9", "3"),
            ("the shoes in size 9", "3"),
            ("headset", "4"),
            ("the light", "1"),
            (
                "i want to return my desk light and my running shoes size 9 red because i ordered by mistake",
                "1 3",
            ),
            ("earphones", "4"),
            ("boots", "-"),
            ("phone", "-"),
        ],
    );
}

#[test]
fn what_else_a_chinese_message_says_does_not_matter() {
    lines(
        "Desk Lamp | color: black, brightness: high, power source: USB
         Electric Kettle | capacity: 1.5L, material: glass, color: white
         Running Shoes | size: 9, color: red, material: mesh, sole: EVA
         Headphones | type: over-ear, connectivity: wireless, color: black
         Jigsaw Puzzle | pieces: 1000, theme: art, difficulty level: beginner",
        &[
            ("全部退", "1 2 3 4 5"),
            ("鞋子", "3"),
            ("跑鞋和耳机", "3 4"),
            ("红色那双鞋", "3"),
            ("除了拼图，其他都退", "1 2 3 4"),
            ("除了拼图其他的都要退", "1 2 3 4"),
            ("只要退台灯就行", "1"),
            ("台灯不要了", "1"),
            ("我不想要这个水壶了", "2"),
            ("拼图留下，别的退", "1 2 3 4"),
            ("耳機壞了", "4"),
            ("檯燈同埋電熱水壺", "1 2"),
            ("第三个", "3"),
            ("最后两个", "4 5"),
            ("都退", "1 2 3 4 5"),
            ("都要", "1 2 3 4 5"),
            ("1和3", "1 3"),
            ("水壶换成黑色的，台灯退掉", "1 2"),
            ("台灯换个暗一点的", "1"),
            ("想把跑鞋换大一码", "3"),
            ("两样：台灯和拼图", "1 5"),
            ("台灯、水壶、拼图", "1 2 5"),
            ("不退台灯，退水壶", "2"),
            ("不是台灯是水壶", "2"),
            ("我要退货", "-"),
            ("鞋", "3"),
        ],
    );
}

#[test]
fn an_order_of_two_shirts_asks_for_more_words() {
    lines(
        "Smart Thermostat | compatibility: Apple HomeKit, color: black
         Vacuum Cleaner | type: robotic, bagged/bagless: bagged, features: pet hair removal
         Garden Hose | length: 25ft, material: vinyl, color: green
         T-Shirt | color: purple, size: XL, material: cotton, style: crew neck
         T-Shirt | color: black, size: XL, material: polyester, style: v-neck
         Perfume | scent family: woody, size: 30ml, gender: men",
        &[
            ("the t-shirt", "?4 5"),
            ("both t-shirts", "4 5"),
            ("the purple tee", "4"),
            ("the v-neck", "5"),
            ("the black t-shirt", "5"),
            ("the black one", "?1 5"),
            ("the XL shirts", "4 5"),
            ("the robot vacuum", "2"),
            ("hoover", "2"),
            ("the hose", "3"),
            ("cologne", "6"),
            ("thermostat and the cleaner", "1 2"),
            ("the polyester shirt", "5"),
            ("the t-shirts except the black one", "4"),
            ("all the t-shirts", "4 5"),
            ("everything except the t-shirts", "1 2 3 6"),
            ("one of the t-shirts", "?4 5"),
            ("the other t-shirt", "?4 5"),
            ("the smart thermostat in black", "1"),
            ("扫地机器人", "2"),
            ("两件T恤", "4 5"),
            ("紫色的T恤", "4"),
            ("黑色的T恤和香水", "5 6"),
            ("除了T恤都退", "1 2 3 6"),
            ("黑色的", "?1 5"),
            ("圆领那件", "4"),
        ],
    );
}

#[test]
fn what_stays_is_said_of_a_whole_list_or_by_praise() {
    lines(
        "Desk Lamp | color: black
         Tea Kettle | material: glass
         Office Chair | color: red
         Backpack | color: black
         Wall Clock | color: white",
        &[
            ("chair and clock. lamp, kettle and backpack stay with me", "3 5"),
            ("lamp and kettle go back, the chair stays", "1 2"),
            ("return the lamp and the kettle stays", "1"),
            ("return lamp, kettle, the backpack I'm keeping", "1 2"),
            ("I no longer want the lamp, the kettle, the backpack I keep", "1 2"),
            ("keeping the kettle. rest of order has to go", "1 3 4 5"),
            ("the lamp, the kettle and the chair are fine, the clock ticks too loud", "5"),
            ("I'd like to exchange the lamp. The chair is perfect, thank you!", "1"),
            ("the kettle leaks. The backpack remains here", "2"),
            ("The lamp is great but flickers. I'd like to return it", "1"),
            ("the lamp in red would be perfect", "1"),
            ("lamp, kettle, chair and clock stay", "?4"),
            ("swap the backpack for blue instead of black, and the chair for blue instead of red", "3 4"),
            ("说错了，要退的是台灯，椅子留着", "1"),
            ("先别退，椅子我还是留着。改成把台灯换成红色的", "1"),
            ("台灯和椅子没问题，背包要退", "4"),
        ],
    );
    lines(
        "Jigsaw Puzzle | pieces: 2000
         Wristwatch | strap material: silicone, dial color: blue",
        &[("手表盘面想从蓝色换黑色，硅胶表带保留", "2"), ("黑色表盘", "-"), ("表带其他一样", "-")],
    );
}

#[test]
fn a_place_in_the_order_is_said_by_more_than_an_ordinal() {
    lines(
        "Desk Lamp | color: black\nTea Kettle | material: glass\nOffice Chair | size: L",
        &[
            ("the second", "2"),
            ("first and last", "1 3"),
            ("On second thought I'd prefer a replacement", "-"),
            ("wait a second", "-"),
            ("last week I bought a kettle", "2"),
            ("first, I want to return the chair", "3"),
            ("之前买的椅子", "3"),
            ("my name has two l", "-"),
        ],
    );
}

#[test]
fn one_of_two_equal_lines_is_one() {
    lines(
        "Notebook | size: A5\nDesk Lamp | color: black\nNotebook | size: A5",
        &[
            ("I bought two identical notebooks, so one of the two should go back", "1"),
            ("I bought two identical notebooks, so one should go back", "1"),
            ("one of the notebooks", "1"),
            ("both notebooks", "1 3"),
        ],
    );
}
