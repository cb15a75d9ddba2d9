//! The GraphQL schema over the service.
