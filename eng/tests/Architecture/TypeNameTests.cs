namespace Eng.Tests.Architecture;

public sealed class TypeNameTests
{
    // The type that the compiler makes of top-level statements, in each program.
    private const string Program = "Program";

    [Fact]
    public void No_type_name_occurs_in_two_projects()
    {
        var doubled = Doubled(ProductAssemblies.Names.Select(row => row.Data)
            .SelectMany(project => Own(ProductAssemblies.PathOf(project), project)));

        Assert.True(doubled.Count == 0, string.Join('\n', doubled));
    }

    [Fact]
    public void A_name_in_two_projects_is_found()
    {
        var path = typeof(TypeNameTests).Assembly.Location;

        var doubled = Doubled(
        [
            .. Own(path, "Eng.Tests.Architecture.Samples.OneWay.Lower"),
            .. Own(path, "Eng.Tests.Architecture.Samples.OneWay.Upper"),
            .. Own(path, "Eng.Tests.Architecture.Samples.Lambda.Upper"),
        ]);

        Assert.Equal(
            [
                "Owner: Eng.Tests.Architecture.Samples.OneWay.Upper.Owner and "
                + "Eng.Tests.Architecture.Samples.Lambda.Upper.Owner",
            ],
            doubled);
    }

    private static IReadOnlyList<string> Doubled(IEnumerable<(string Project, CompiledType Type)> types) =>
    [
        .. from found in types
           group found by found.Type.Name
           into same
           where same.Select(found => found.Project).Distinct().Count() > 1
           orderby same.Key
           select $"{same.Key}: {string.Join(" and ", same.Select(found => found.Type.FullName))}",
    ];

    private static IEnumerable<(string Project, CompiledType Type)> Own(string path, string project) =>
        from type in CompiledAssembly.Read(path)
        where type.Namespace == project || type.Namespace.StartsWith(project + ".", StringComparison.Ordinal)
        where type.Name != Program
        select (project, type);
}
