namespace Twin.Tests.Aws;

/// <summary>Resources that a test declares without a Pulumi program.</summary>
internal static class Declared
{
    public const string Account = "123456789012";
    public const string Region = "eu-central-1";

    public static DeclaredStack Stack(params IEnumerable<DeclaredResource> resources) =>
        new([.. resources], Account, Region);

    /// <summary>A resource with the outputs that AWS would add.</summary>
    public static DeclaredResource Resource(
        ResourceKind kind, string name, params IEnumerable<(string Property, object? Value)> properties)
    {
        var inputs = Map(properties);
        var outputs = kind.Outputs(new ResourceInputs(name, inputs, Account, Region));
        return new DeclaredResource(
            kind.Type,
            name,
            inputs,
            outputs.Aggregate(inputs, (state, output) => state.SetItem(output.Property, output.Value)))
        {
            Kind = kind,
        };
    }

    /// <summary>A nested object; properties without a value are left out, and a later one replaces an earlier
    /// one.</summary>
    public static ImmutableDictionary<string, object> Map(
        params IEnumerable<(string Property, object? Value)> properties) =>
        ImmutableDictionary<string, object>.Empty.SetItems(properties
            .Where(property => property.Value is not null)
            .Select(property => KeyValuePair.Create(property.Property, property.Value!)));

    public static ImmutableArray<object> List(params IEnumerable<object> items) => [.. items];
}
