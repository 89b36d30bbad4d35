namespace Generator;

/// <summary>The resources and functions that the sources may use: those of a module that they name, whose name occurs
/// in them. Some names mean something else; the compiler tells them apart (<see cref="UsedNamesReader"/>).</summary>
internal static class Candidates
{
    public static IReadOnlyList<Reference> Find(Declarations declarations, UserSources sources)
    {
        var identifiers = sources.Identifiers();
        return
        [
            .. from module in sources.Namespaces().Select(space => Names.Module(space, declarations)).Append("")
               where module is not null
               from item in declarations.ItemsOf(module)
               where IsNamed(Names.Upper(item), identifiers)
               let found = declarations.Item(module, item)
               where found is not null
               select found,
        ];
    }

    private static bool IsNamed(string name, IReadOnlySet<string> identifiers) =>
        identifiers.Contains(name) || identifiers.Contains($"{name}Args");
}
