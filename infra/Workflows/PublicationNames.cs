namespace Infra.Workflows;

/// <summary>The names in AWS of what the publication uses.</summary>
/// <param name="Function">The ARN of the publish function.</param>
/// <param name="Database">The database of the tables.</param>
/// <param name="WorkGroup">The work group of the statements.</param>
/// <param name="SparkJob">The job that makes missing tables; null where a function makes them.</param>
internal sealed record PublicationNames(string Function, string Database, string WorkGroup, string? SparkJob = null);
