//! Organisations, with the projects that they run.

use std::collections::BTreeMap;

use super::directory::Directory;
use super::objects::{Funding, Organization, Owner, Program};
use super::reach::{contacts, email, phones, websites};
use crate::model::entry::{Entry, Project};
use crate::model::id::OrganizationId;
use crate::model::route::Subject;

/// Projects of an organisation.
type Projects<'s> = Vec<(&'s Entry, &'s Project)>;

impl<'c> Directory<'c> {
    /// What is said of an organisation beside its services.
    pub fn organization_summary(&self, id: OrganizationId) -> Organization<'c> {
        let organization = self.site.organization(id);
        Organization {
            id: self.organization_id(id),
            name: &organization.name,
            alternate_name: organization.acronym.as_deref(),
            // Required: where nobody describes it, the kind of organisation is what is known.
            description: organization.description.clone().unwrap_or_else(|| self.kind_of(&organization.category)),
            email: organization.reach.contacts.iter().find_map(email),
            website: organization.website.as_ref().map(|web| web.as_str()),
            uri: self.absolute(Subject::Organization(organization.slug.clone())),
            parent_organization_id: organization.parent.map(|parent| self.organization_id(parent)),
            ..Organization::default()
        }
    }

    /// All that is known of the organisations.
    pub fn organizations(&self) -> Vec<Organization<'_>> {
        let mut projects: BTreeMap<OrganizationId, Projects> = BTreeMap::new();
        for (entry, project) in self.entries().filter_map(|entry| Some((entry, entry.project()?))) {
            projects.entry(runs(entry, project)).or_default().push((entry, project));
        }
        let run_by = |id| projects.get(&id).map_or(&[][..], Vec::as_slice);
        self.site.organization_ids().map(|id| self.organization(id, run_by(id))).collect()
    }

    fn organization<'d>(&'d self, id: OrganizationId, projects: &[(&'d Entry, &'d Project)]) -> Organization<'d> {
        let organization = self.site.organization(id);
        let parts = self.parts_of_organization(id);
        let owner = Owner::Organization(parts.id);
        let answerers: Vec<_> = organization.reach.contacts.iter().map(|contact| (contact, None)).collect();
        Organization {
            additional_websites: websites(&parts, owner, &organization.reach.contacts),
            funding: projects.iter().flat_map(|(entry, project)| self.funding(id, entry, project)).collect(),
            contacts: contacts(&parts, owner, &answerers),
            phones: phones(&parts, owner, &answerers),
            locations: self.locations(&parts, id, &organization.reach.places),
            programs: projects.iter().map(|(entry, _)| self.program(id, entry)).collect(),
            ..self.organization_summary(id)
        }
    }

    fn kind_of(&self, category: &str) -> String {
        self.strings.get(&format!("ente_{}", category.replace('-', "_")))
    }

    fn program<'d>(&'d self, organization: OrganizationId, entry: &'d Entry) -> Program<'d> {
        let page = self.absolute(Subject::Entry(entry.kind, entry.slug.clone()));
        Program {
            id: self.parts_of_entry(entry).id,
            organization_id: self.organization_id(organization),
            name: &entry.texts.title,
            // A programme has no field for its page.
            description: format!("{}\n\n{page}", entry.texts.summary),
            attributes: self.attributes(entry, "program"),
        }
    }

    fn funding(&self, organization: OrganizationId, entry: &Entry, project: &Project) -> Vec<Funding> {
        let parts = self.parts_of_entry(entry);
        let funders = project.funders.iter().enumerate().map(|(index, funder)| {
            let name = &self.site.organization(funder.organization).name;
            let known = [funder.contribution.map(|amount| amount.to_string()), funder.note.clone()];
            let known = known.into_iter().flatten().chain([entry.texts.title.clone()]).collect::<Vec<_>>().join(", ");
            Funding {
                id: parts.part("finanziatore", &index.to_string()),
                organization_id: self.organization_id(organization),
                source: format!("{name}: {known}"),
            }
        });
        funders.collect()
    }
}

/// Who runs a project: who leads it, else who answers for it.
fn runs(entry: &Entry, project: &Project) -> OrganizationId {
    project.lead.unwrap_or(entry.organization)
}
