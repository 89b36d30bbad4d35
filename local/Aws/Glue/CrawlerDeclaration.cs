using System.Collections.Immutable;
using Local.Aws.Declaration;

namespace Local.Aws.Glue;

/// <summary>A declared crawler.</summary>
/// <param name="Name">The name, for messages.</param>
/// <param name="Database">The database of its tables.</param>
/// <param name="S3Targets">Folders, as <c>s3://bucket/prefix/</c>.</param>
/// <param name="Classifiers">The custom classifiers; the first one that recognises a file reads it.</param>
/// <param name="Configuration">The configuration's JSON, or null.</param>
/// <param name="TablePrefix">The prefix of the names of its tables, or null.</param>
/// <param name="UpdatesTables">
/// <c>true</c> if it changes the columns and the SerDe of tables that exist (<c>UPDATE_IN_DATABASE</c>); <c>false</c> if
/// it only adds partitions (<c>LOG</c>).
/// </param>
internal sealed record CrawlerDeclaration(
    string Name,
    string Database,
    ImmutableArray<string> S3Targets,
    ImmutableArray<CustomClassifier> Classifiers,
    string? Configuration = null,
    string? TablePrefix = null,
    bool UpdatesTables = true)
{
    /// <summary>The role that Glue assumes for it.</summary>
    public string RoleArn { get; init; } = "";

    /// <summary>Reads a declared crawler.</summary>
    /// <exception cref="RunFailedException">Glue would refuse it, or the twin does not support it.</exception>
    public static CrawlerDeclaration Read(DeclaredStack stack, DeclaredResource crawler) => new(
        crawler.PhysicalName,
        crawler.Text("databaseName"),
        [.. crawler.Parts("s3Targets").Select(target => target.Text("path"))],
        [.. crawler.Texts("classifiers").Select(name => ClassifierNamed(stack, name))],
        crawler.OptionalText("configuration"),
        crawler.OptionalText("tablePrefix"),
        crawler.OptionalText("schemaChangePolicy.updateBehavior") switch
        {
            null or "UPDATE_IN_DATABASE" => true,
            "LOG" => false,
            var other => throw new RunFailedException(
                $"{crawler.Title}: '{other}' is not an updateBehavior. Choose UPDATE_IN_DATABASE or LOG."),
        })
    {
        RoleArn = crawler.Text("role"),
    };

    private static CustomClassifier ClassifierNamed(DeclaredStack stack, string name)
    {
        var classifier = stack.Named(GlueResources.Classifier, name)
            ?? throw new RunFailedException($"The classifier '{name}' is not declared.");

        return classifier.OptionalText("jsonClassifier.jsonPath") is { } path
            ? new JsonClassifier(path)
            : new CsvClassifier(
                classifier.OptionalText("csvClassifier.delimiter"),
                classifier.OptionalText("csvClassifier.quoteSymbol"),
                classifier.OptionalText("csvClassifier.containsHeader"),
                classifier.OptionalText("csvClassifier.serde"));
    }
}
