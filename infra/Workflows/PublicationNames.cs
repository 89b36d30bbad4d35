namespace Infra.Workflows;

/// <summary>The names in AWS of what the publication uses.</summary>
/// <param name="Function">The ARN of the publish function.</param>
/// <param name="Database">The database of the tables.</param>
/// <param name="WorkGroup">The work group of the statements.</param>
internal sealed record PublicationNames(string Function, string Database, string WorkGroup);
