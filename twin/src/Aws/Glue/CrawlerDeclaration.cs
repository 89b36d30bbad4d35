using System.Collections.Immutable;
using Twin.Aws.Hosting;
using Twin.Declaration;

namespace Twin.Aws.Glue;

/// <summary>A declared crawler.</summary>
/// <param name="Database">The database in its declaration.</param>
/// <param name="Targets">The tables whose partitions it registers.</param>
/// <param name="RoleArn">The role that Glue assumes for it.</param>
internal sealed record CrawlerDeclaration(
    string Database, ImmutableArray<CrawlerTarget> Targets, string RoleArn)
{
    // A crawler has one kind of targets: https://docs.aws.amazon.com/glue/latest/dg/define-crawler.html.
    private static readonly ImmutableArray<string> OtherTargets =
    [
        "s3Targets", "jdbcTargets", "dynamodbTargets", "deltaTargets", "hudiTargets", "icebergTargets", "mongodbTargets",
    ];

    /// <summary>Reads a declared crawler.</summary>
    /// <exception cref="RunFailedException">Glue would refuse it, or the twin does not support it.</exception>
    public static CrawlerDeclaration Read(DeclaredStack stack, DeclaredResource crawler, AssumedOtherwise otherwise)
    {
        if (OtherTargets.FirstOrDefault(crawler.Has) is { } other)
        {
            throw new RunFailedException(
                $"{crawler.Title} has {other}. The twin supports catalogTargets only, and Glue accepts no others beside "
                + "them. Declare the tables.");
        }

        Expect(crawler, "schemaChangePolicy.deleteBehavior", "Glue accepts no other with catalog targets");
        Expect(
            crawler,
            "schemaChangePolicy.updateBehavior",
            "any other removes parameters of the tables that the crawler did not set, for example partition projection");
        CrawlerOptions.Check(crawler, otherwise);
        return new CrawlerDeclaration(
            crawler.Text("databaseName"), [.. ReadTargets(stack, crawler)], crawler.Text("role"));
    }

    private static void Expect(DeclaredResource crawler, string property, string reason)
    {
        if (crawler.OptionalText(property) is var value && value != "LOG")
        {
            throw new RunFailedException($"{crawler.Title}: {property} is '{value}'. Choose LOG: {reason}.");
        }
    }

    private static IEnumerable<CrawlerTarget> ReadTargets(DeclaredStack stack, DeclaredResource crawler)
    {
        foreach (var target in crawler.Parts("catalogTargets"))
        {
            var database = target.Text("databaseName");
            foreach (var name in target.Texts("tables"))
            {
                yield return stack.OfType(GlueResources.CatalogTable).Any(table =>
                    table.Text("databaseName") == database && table.PhysicalName == name)
                    ? new CrawlerTarget(database, name)
                    : throw new RunFailedException(
                        $"{crawler.Title} refers to the table '{name}' of '{database}', which is not declared.");
            }
        }
    }
}
