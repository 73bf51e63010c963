//! The objects of the Human Services Data Specification 3.1, with the fields that a board can fill. Field names and
//! types are those of its schemas; what is unknown is left out.

use serde::Serialize;
use uuid::Uuid;

fn is_empty<T>(items: &[T]) -> bool {
    items.is_empty()
}

#[derive(Default, Serialize)]
pub struct Service<'s> {
    pub id: Uuid,
    pub organization_id: Uuid,
    pub name: &'s str,
    pub description: String,
    pub url: String,
    #[serde(skip_serializing_if = "is_empty")]
    pub additional_urls: Vec<Url<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<&'s str>,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpretation_services: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_process: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_age: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_age: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assured_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    #[serde(skip_serializing_if = "is_empty")]
    pub phones: Vec<Phone<'s>>,
    #[serde(skip_serializing_if = "is_empty")]
    pub schedules: Vec<Schedule>,
    pub service_areas: Vec<ServiceArea<'s>>,
    #[serde(skip_serializing_if = "is_empty")]
    pub service_at_locations: Vec<ServiceAtLocation<'s>>,
    #[serde(skip_serializing_if = "is_empty")]
    pub languages: Vec<Language<'s>>,
    pub organization: Organization<'s>,
    #[serde(skip_serializing_if = "is_empty")]
    pub cost_options: Vec<CostOption<'s>>,
    #[serde(skip_serializing_if = "is_empty")]
    pub required_documents: Vec<RequiredDocument>,
    #[serde(skip_serializing_if = "is_empty")]
    pub contacts: Vec<Contact<'s>>,
    pub attributes: Vec<Attribute<'s>>,
}

#[derive(Default, Serialize)]
pub struct Organization<'s> {
    pub id: Uuid,
    pub name: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<&'s str>,
    pub description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<&'s str>,
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_organization_id: Option<Uuid>,
    #[serde(skip_serializing_if = "is_empty")]
    pub additional_websites: Vec<Url<'s>>,
    #[serde(skip_serializing_if = "is_empty")]
    pub funding: Vec<Funding>,
    #[serde(skip_serializing_if = "is_empty")]
    pub contacts: Vec<Contact<'s>>,
    #[serde(skip_serializing_if = "is_empty")]
    pub phones: Vec<Phone<'s>>,
    #[serde(skip_serializing_if = "is_empty")]
    pub locations: Vec<Location<'s>>,
    #[serde(skip_serializing_if = "is_empty")]
    pub programs: Vec<Program<'s>>,
}

#[derive(Serialize)]
pub struct Program<'s> {
    pub id: Uuid,
    pub organization_id: Uuid,
    pub name: &'s str,
    pub description: String,
    pub attributes: Vec<Attribute<'s>>,
}

/// Whom a contact, a phone or an address of the web belongs to.
#[derive(Clone, Copy, Serialize)]
pub enum Owner {
    #[serde(rename = "service_id")]
    Service(Uuid),
    #[serde(rename = "organization_id")]
    Organization(Uuid),
}

#[derive(Serialize)]
pub struct Url<'s> {
    pub id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'s str>,
    pub url: String,
    #[serde(flatten)]
    pub owner: Owner,
}

#[derive(Serialize)]
pub struct Phone<'s> {
    pub id: Uuid,
    #[serde(flatten)]
    pub owner: Owner,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<Uuid>,
    pub number: String,
    pub r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'s str>,
}

#[derive(Serialize)]
pub struct Contact<'s> {
    pub id: Uuid,
    #[serde(flatten)]
    pub owner: Owner,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'s str>,
    /// The Comune for which it answers, when not for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<&'s str>,
}

#[derive(Default, Serialize)]
pub struct Schedule {
    pub id: Uuid,
    pub service_id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dtstart: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freq: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byday: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

#[derive(Serialize)]
pub struct ServiceArea<'s> {
    pub id: Uuid,
    pub service_id: Uuid,
    pub name: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub uri: String,
}

#[derive(Serialize)]
pub struct ServiceAtLocation<'s> {
    pub id: Uuid,
    pub service_id: Uuid,
    pub location_id: Uuid,
    pub location: Location<'s>,
}

#[derive(Serialize)]
pub struct Location<'s> {
    pub id: Uuid,
    pub location_type: &'static str,
    pub organization_id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    #[serde(skip_serializing_if = "is_empty")]
    pub addresses: Vec<Address<'s>>,
    #[serde(skip_serializing_if = "is_empty")]
    pub accessibility: Vec<Accessibility>,
}

#[derive(Serialize)]
pub struct Address<'s> {
    pub id: Uuid,
    pub location_id: Uuid,
    pub address_1: &'s str,
    pub city: &'s str,
    pub state_province: &'s str,
    pub postal_code: &'s str,
    pub country: &'static str,
    pub address_type: &'static str,
}

#[derive(Serialize)]
pub struct Accessibility {
    pub id: Uuid,
    pub location_id: Uuid,
    pub description: String,
}

#[derive(Serialize)]
pub struct Language<'s> {
    pub id: Uuid,
    pub service_id: Uuid,
    pub name: &'s str,
}

#[derive(Serialize)]
pub struct Funding {
    pub id: Uuid,
    pub organization_id: Uuid,
    pub source: String,
}

#[derive(Serialize)]
pub struct CostOption<'s> {
    pub id: Uuid,
    pub service_id: Uuid,
    pub option: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_description: Option<&'s str>,
}

#[derive(Serialize)]
pub struct RequiredDocument {
    pub id: Uuid,
    pub service_id: Uuid,
    pub document: String,
}

#[derive(Serialize)]
pub struct Attribute<'s> {
    pub id: Uuid,
    pub link_id: Uuid,
    pub taxonomy_term_id: Uuid,
    pub link_type: &'static str,
    pub link_entity: &'static str,
    pub taxonomy_term: &'s TaxonomyTerm<'s>,
}

#[derive(Serialize)]
pub struct Taxonomy {
    pub id: Uuid,
    pub name: String,
    pub description: String,
}

#[derive(Serialize)]
pub struct TaxonomyTerm<'s> {
    pub id: Uuid,
    pub code: String,
    pub name: &'s str,
    pub description: &'s str,
    pub taxonomy: String,
    pub language: &'s str,
    pub taxonomy_id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_uri: Option<String>,
}
