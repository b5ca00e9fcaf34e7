//! `edge/openapi.yaml` against the Rust types: its schemas are generated from them, its paths are the handler's.
//!
//! `BEELINE_WRITE=1 cargo test -p beeline-tests --test openapi` writes the schemas anew.

use beeline_protocol::{
    AgentReply, DeskConversation, DeskEvent, LiveEvent, MessageAnswer, MessageRequest, Outbox, OutboxMessage,
    Problem, Queue, ShopFace, Taken, Ticket, Transcript,
};
use beeline_tests::{
    place::{InMemory, Place},
    root, script,
};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value};

/// Where the schemas begin: everything below is generated.
const MARK: &str = "# Generated from crates/protocol; see tests/edge/openapi.rs.\n";

fn schemas() -> Map<String, Value> {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = SchemaGenerator::new(settings);
    fn add<T: JsonSchema>(generator: &mut SchemaGenerator) {
        generator.subschema_for::<T>();
    }
    add::<MessageRequest>(&mut generator);
    add::<MessageAnswer>(&mut generator);
    add::<Transcript>(&mut generator);
    add::<LiveEvent>(&mut generator);
    add::<Ticket>(&mut generator);
    add::<Queue>(&mut generator);
    add::<DeskConversation>(&mut generator);
    add::<DeskEvent>(&mut generator);
    add::<AgentReply>(&mut generator);
    add::<Taken>(&mut generator);
    add::<Outbox>(&mut generator);
    add::<OutboxMessage>(&mut generator);
    add::<ShopFace>(&mut generator);
    add::<Problem>(&mut generator);
    generator.take_definitions(true)
}

#[test]
fn the_document_has_the_schemas_of_the_types() {
    let path = root().join("edge/openapi.yaml");
    let text = std::fs::read_to_string(&path).expect("edge/openapi.yaml exists");
    let (written, _) = text.split_once(MARK).expect("the document has its mark");
    let components = serde_json::json!({ "components": {
        "parameters": {
            "Shop": { "name": "x-beeline-shop", "in": "header", "required": false, "schema": { "type": "string" },
                      "description": "The shop; needed where the host does not name it." },
            "Conversation": { "name": "id", "in": "path", "required": true, "schema": { "type": "string", "pattern": "^[0-9a-f]{32}$" } },
            "Ticket": { "name": "ticket", "in": "query", "required": true, "schema": { "type": "string" } },
        },
        "responses": {
            "Problem": { "description": "What went wrong.",
                         "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } },
            "Taken": { "description": "Who has it now.",
                       "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Taken" } } } },
        },
        "securitySchemes": {
            "conversation": { "type": "http", "scheme": "bearer", "description": "The conversation's token." },
            "agent": { "type": "http", "scheme": "bearer", "description": "An agent's token." },
        },
        "schemas": schemas(),
    } });
    let whole = format!("{written}{MARK}{}", serde_norway::to_string(&components).expect("schemas are YAML"));
    if std::env::var_os("BEELINE_WRITE").is_some() {
        std::fs::write(&path, &whole).expect("the document can be written");
    }
    assert!(
        whole == std::fs::read_to_string(&path).expect("readable"),
        "edge/openapi.yaml is behind the types: BEELINE_WRITE=1 cargo test -p beeline-tests --test openapi"
    );
}

#[test]
fn every_path_of_the_document_is_served_and_every_reference_leads_somewhere() {
    let text = std::fs::read_to_string(root().join("edge/openapi.yaml")).expect("edge/openapi.yaml exists");
    let document: Value = serde_norway::from_str(&text).expect("it is YAML");
    let place = InMemory::new();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        for (method, _) in
            operations.as_object().expect("operations").iter().filter(|(method, _)| *method != "parameters")
        {
            let target =
                path.replace("{id}", "0123456789abcdef0123456789abcdef").replace("{file}", "beeline.js");
            let (status, body) = place.ask(&method.to_uppercase(), &target, &script::DESK, b"{}");
            let routed = status != 405 && !body.contains("There is nothing here") || path.contains("{id}");
            assert!(routed, "{method} {path}: {status} {body}");
        }
    }
    let mut references = Vec::new();
    collect(&document, &mut references);
    for reference in references {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                into.push(reference.clone());
            }
            fields.values().for_each(|value| collect(value, into));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, into)),
        _ => {}
    }
}
