namespace Tests.Infra;

/// <summary>The names by which Pulumi and AWS know a deployed resource: with another one, it is replaced.</summary>
public sealed class StackNameTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_deployed_resource_gets_another_parent_or_name(string stack) => Assert.Equal(
        File.ReadAllLines(Path.Combine(PulumiProject.Folder, "tests", "Infra", "Names", $"{stack}.txt")),
        (await Stacks.Load(stack)).Resources
            .Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
            .Select(resource => $"{resource.Parent} > {resource.Title} {NameOf(resource)}".TrimEnd())
            .Order(StringComparer.Ordinal));

    private static object? NameOf(DeclaredResource resource) =>
        resource.Inputs.GetValueOrDefault("name") ?? resource.Inputs.GetValueOrDefault("bucket");
}
