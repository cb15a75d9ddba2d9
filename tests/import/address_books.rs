//! Address books: what becomes of cards.

use guanxi::domain::{Coded as _, Id, InfluenceLevel, Record, Strength, Unit, Visibility};
use guanxi::import::{FaultCode, ImportOptions};

use crate::world::World;

const COMPANIES: (&str, &str) = ("organizations.csv", "id,name,kind\nours,Us,own\ncu,华通,customer\n");
const PEOPLE: (&str, &str) = (
    "people.csv",
    "id,name,email,phone,needs\nann,Ann,ann@us.example,,\nwang,王芳,wang@cu.example,1,a second supplier\n",
);
const POSTS: (&str, &str) = ("memberships.csv", "person_id,organization_id,title\nann,ours,Sales\nwang,cu,CFO\n");

const BOOK: &str = "BEGIN:VCARD\nVERSION:3.0\nFN:Wang Fang\nEMAIL:WANG@cu.example\nEMAIL:fang@home.example\nTEL:2\nORG:华通\nEND:VCARD\n\
                    BEGIN:VCARD\nVERSION:3.0\nUID:u-1\nFN:李四\nEMAIL:li@cu.example\nORG:华通;采购部\nTITLE:采购经理\nEND:VCARD\n\
                    BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nORG:Elsewhere\nEND:VCARD\n";

fn of_ann() -> ImportOptions {
    let address_book_of = Some(Id::new("ann").unwrap());
    ImportOptions { visibility: Visibility::Private, address_book_of, ..ImportOptions::default() }
}

#[tokio::test]
async fn cards_become_people_posts_and_lines() {
    let world = World::new().await;
    assert!(world.import(&[COMPANIES, PEOPLE, POSTS]).await.is_written());
    let told = world.import_as(&[("book.vcf", BOOK)], &of_ann()).await;
    assert!(told.is_written(), "{told}");
    assert!(told.notices[0].contains("Elsewhere"), "{told}");

    let records = world.records().await;
    let person = |id: &str| {
        let found = records.iter().find_map(|record| match record {
            Record::Person(person) if person.id.as_str() == id => Some(person.clone()),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("no {id}"))
    };
    let wang = person("wang");
    assert_eq!(
        (&*wang.name, wang.phone.as_deref(), wang.needs.as_deref()),
        ("王芳", Some("1"), Some("a second supplier"))
    );
    assert_eq!(wang.aliases, ["fang@home.example", "Wang Fang"], "what is stored stays, what is new is added");
    assert_eq!(person("u-1").email.as_deref(), Some("li@cu.example"));

    let posts: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::Membership(m) => Some((m.person_id.as_str(), m.unit.clone(), m.title.as_deref())),
            _ => None,
        })
        .collect();
    let cu = Unit::Organization(Id::new("cu").unwrap());
    assert_eq!(posts.len(), 3, "{posts:?}");
    assert!(posts.contains(&("u-1", cu, Some("采购经理"))), "{posts:?}");

    let lines: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::Influence(line) => Some(line),
            _ => None,
        })
        .collect();
    assert_eq!(lines.len(), 3);
    for line in lines {
        assert_eq!((line.from_id.as_str(), line.owner_id.as_ref().map(Id::as_str)), ("ann", Some("ann")));
        assert_eq!(
            (line.strength, line.visibility),
            (Strength::Level(InfluenceLevel::Acquainted), Visibility::Private)
        );
    }

    let again = world.import_as(&[("book.vcf", BOOK)], &of_ann()).await;
    let written: u64 = again.files.iter().map(|file| file.added + file.changed + file.ended).sum();
    assert_eq!((again.is_written(), written), (true, 0), "{again}");
    assert_eq!(world.records().await, records);
}

#[tokio::test]
async fn nobody_is_placed_in_our_own_company_by_a_card_and_a_card_is_no_line_to_oneself() {
    let world = World::new().await;
    world.import(&[COMPANIES, PEOPLE, POSTS]).await;
    let book = "BEGIN:VCARD\nFN:Ann\nEMAIL:ann@us.example\nORG:Us\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nORG:Us\nEND:VCARD\n";
    let told = world.import_as(&[("book.vcf", book)], &of_ann()).await;
    let kinds: Vec<(&str, u64)> = told.files.iter().map(|file| (file.kind.code(), file.added)).collect();
    assert_eq!(kinds, [("person", 1), ("influence", 1)], "{told}");
}

#[tokio::test]
async fn a_broken_card_stops_the_import_and_is_told_by_its_line() {
    let world = World::new().await;
    let book = "BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nnonsense\nEND:VCARD\n";
    let told = world.import(&[("book.vcf", book)]).await;
    assert!(!told.is_written());
    let fault = &told.faults.first()[0];
    assert_eq!((fault.code, fault.place.row, &*fault.place.file), (FaultCode::UnreadableFile, Some(4), "book.vcf"));
    assert!(world.records().await.is_empty());
    let told = world.import_valid(&[("book.vcf", book)]).await;
    assert!(told.is_written(), "{told}");
}

#[tokio::test]
async fn a_card_of_several_stored_people_is_left_out_and_told() {
    let world = World::new().await;
    world.import(&[COMPANIES, PEOPLE, POSTS]).await;
    let book = "BEGIN:VCARD\nFN:Both\nEMAIL:ann@us.example\nEMAIL:wang@cu.example\nEND:VCARD\nBEGIN:VCARD\nFN:Two words\nEND:VCARD\n";
    let told = world.import(&[("book.vcf", book)]).await;
    assert!(told.is_written() && told.notices[0].contains("ann, wang"), "{told}");
    assert_eq!(told.files.iter().map(|file| file.added).sum::<u64>(), 1);
}
