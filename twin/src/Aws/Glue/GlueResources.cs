using System.Collections.Immutable;
using Twin.Declaration;

namespace Twin.Aws.Glue;

/// <summary>The kinds of Glue's resources.</summary>
public static class GlueResources
{
    public static readonly ResourceKind CatalogDatabase = new("aws:glue/catalogDatabase:CatalogDatabase")
    {
        Billing = ResourceBilling.By(GlueCost.Catalog),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("glue", $"database/{inputs.Name}"))],
        Ignored = new Dictionary<string, string> { ["description"] = ResourceKind.ForPeople },
        Id = database => $"{database.Arn.Split(':')[4]}:{database.PhysicalName}",
        Shape = NodeShape.Cylinder,
    };

    public static readonly ResourceKind CatalogTable = new("aws:glue/catalogTable:CatalogTable")
    {
        Billing = ResourceBilling.By(GlueCost.Catalog),
        Outputs = inputs =>
        [
            ("name", inputs.Name),
            ("arn", inputs.Arn("glue", $"table/{inputs.Text("databaseName")}/{inputs.Name}")),
        ],
        Ignored = new Dictionary<string, string>
        {
            ["storageDescriptor.outputFormat"] = "for programs that insert rows: only the functions write the tables' files",
        },
        Id = table => $"{table.Arn.Split(':')[4]}:{table.Text("databaseName")}:{table.PhysicalName}",
        Shape = NodeShape.Cylinder,
    };

    public static readonly ResourceKind Crawler = new("aws:glue/crawler:Crawler")
    {
        Billing = ResourceBilling.By(GlueCost.Crawler),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("glue", $"crawler/{inputs.Name}"))],
        RoleProperty = "role",
        Ignored = new Dictionary<string, string>
        {
            ["description"] = ResourceKind.ForPeople,
            ["schedule"] = "not simulated: only state machines start a crawler in the twin",
        },
    };

    public static ImmutableArray<ResourceKind> All => [CatalogDatabase, CatalogTable, Crawler];
}
