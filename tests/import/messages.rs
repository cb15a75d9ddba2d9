//! What a person reads: held word by word.

use crate::world::base;

#[tokio::test]
async fn faults_say_where_what_and_what_instead() {
    let world = base().await;
    let memberships = "person_id,department_id,organization_id,from,to\n\
        k1,it,c1,,\nk2,lost,,2024-02-30,\nk2,lost,,2024-02-28,\ne1,sales,,2020-01-01,\n";
    let files = [
        ("organizations.csv", "id,name,kind\nc9,X,client\nown2,Y,own\n"),
        ("people.csv", "id,name,email,hat size\np8,,x\u{202e}y,7\nk1,Other,,\nk1,Another,,\n"),
        ("memberships.csv", memberships),
        ("reporting.csv", "person_id,manager_id\nk1,k2\nk2,e1\ne1,k1\ne2,e2\n"),
        ("influences.csv", "from_id,to_id,strength,level\ne1,k1,1.2,\ne1,k2,,extreme\ne1,k1,0.5,deep\n"),
        ("interactions.csv", "from_id,to_id,at,count\ne1,k1,last week,0\n"),
    ];
    insta::assert_snapshot!("faults", world.import(&files).await);
}

#[tokio::test]
async fn an_outcome_says_what_was_written() {
    let world = base().await;
    let files = [
        ("people.csv", "id,name,email\nk1,王芳,new@c1.example\nk2,Li,\np9,Zoe,\np9,Zoe,\n"),
        ("memberships.csv", "person_id,department_id,to\nk1,it,2024-01-01\n"),
    ];
    insta::assert_snapshot!("written", world.import(&files).await);
    insta::assert_snapshot!("again", world.import(&files).await);
}
