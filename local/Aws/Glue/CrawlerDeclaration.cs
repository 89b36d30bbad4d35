using System.Collections.Immutable;
using Local.Aws.Declaration;

namespace Local.Aws.Glue;

/// <summary>A crawler, as declared.</summary>
/// <param name="Database">The database that it is declared for.</param>
/// <param name="Targets">The tables that it keeps the partitions of.</param>
/// <param name="RoleArn">The role that Glue takes on for it.</param>
internal sealed record CrawlerDeclaration(
    string Database, ImmutableArray<CrawlerTarget> Targets, string RoleArn)
{
    // Glue takes one kind of targets in a crawler: https://docs.aws.amazon.com/glue/latest/dg/define-crawler.html.
    private static readonly ImmutableArray<string> OtherTargets =
    [
        "s3Targets", "jdbcTargets", "dynamodbTargets", "deltaTargets", "hudiTargets", "icebergTargets", "mongodbTargets",
    ];

    /// <summary>Reads a declared crawler.</summary>
    /// <exception cref="RunFailedException">Glue would refuse it, or the twin lacks it.</exception>
    public static CrawlerDeclaration Read(DeclaredStack stack, DeclaredResource crawler)
    {
        if (OtherTargets.FirstOrDefault(crawler.Has) is { } other)
        {
            throw new RunFailedException(
                $"{crawler.Title} has {other}. The twin has catalogTargets, with which Glue takes no others: declare "
                + "the tables.");
        }

        Expect(crawler, "schemaChangePolicy.deleteBehavior", "Glue takes no other with catalog targets");
        Expect(
            crawler,
            "schemaChangePolicy.updateBehavior",
            "another removes from the tables what the crawler did not set, their partition projection too");
        CrawlerOptions.Check(crawler);
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
                        $"{crawler.Title} crawls the table '{name}' of '{database}', which is not declared.");
            }
        }
    }
}
