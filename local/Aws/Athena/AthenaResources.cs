using System.Collections.Immutable;
using Local.Aws.Declaration;

namespace Local.Aws.Athena;

/// <summary>The kinds of Athena's resources.</summary>
internal static class AthenaResources
{
    public static readonly ResourceKind Workgroup = new("aws:athena/workgroup:Workgroup")
    {
        Billing = ResourceBilling.By(AthenaCost.Scanned),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("athena", $"workgroup/{inputs.Name}"))],
        Dimension = "WorkGroup",
        Facts = (_, group) => [group.OptionalText("configuration.engineVersion.selectedEngineVersion")],
    };

    public static readonly ResourceKind NamedQuery = new("aws:athena/namedQuery:NamedQuery")
    {
        Billing = ResourceBilling.Free("a saved text"),
        Id = query => ResourceInputs.GuidOf(query.Name),
    };

    public static ImmutableArray<ResourceKind> All => [Workgroup, NamedQuery];
}
