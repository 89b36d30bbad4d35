using System.Collections.Immutable;

namespace Local.Aws.Glue;

/// <summary>A crawler, as declared.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Database">The database that its tables go to.</param>
/// <param name="S3Targets">Folders, as <c>s3://bucket/prefix/</c>.</param>
/// <param name="Classifiers">The custom classifiers; the first one that knows a file reads it.</param>
/// <param name="Configuration">The configuration's JSON, or null.</param>
/// <param name="TablePrefix">What the names of its tables begin with, or null.</param>
internal sealed record CrawlerDeclaration(
    string Name,
    string Database,
    ImmutableArray<string> S3Targets,
    ImmutableArray<CustomClassifier> Classifiers,
    string? Configuration = null,
    string? TablePrefix = null);
