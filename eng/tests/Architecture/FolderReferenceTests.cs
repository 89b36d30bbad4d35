namespace Eng.Tests.Architecture;

public sealed class FolderReferenceTests
{
    private const string Samples = "Eng.Tests.Architecture.Samples";

    [Theory, MemberData(nameof(ProductAssemblies.Names), MemberType = typeof(ProductAssemblies))]
    public void No_two_folders_of_a_project_refer_to_each_other_directly_or_through_others(string project)
    {
        var circles = new FolderReferences(ProductAssemblies.PathOf(project), project).Circles();

        Assert.True(circles.Count == 0, string.Join('\n', circles));
    }

    [Theory, InlineData("Tests"), InlineData("Twin.Tests")]
    public void No_two_folders_of_tests_refer_to_each_other_directly_or_through_others(string project)
    {
        var circles = new FolderReferences(TestAssemblies.PathOf(project), project).Circles();

        Assert.True(circles.Count == 0, string.Join('\n', circles));
    }

    [Theory, MemberData(nameof(ProductAssemblies.Names), MemberType = typeof(ProductAssemblies))]
    public void The_namespaces_of_a_project_begin_with_its_name(string project)
    {
        var types = CompiledAssembly.Read(ProductAssemblies.PathOf(project));

        Assert.Contains(types, type => type.FullName.StartsWith(project + ".", StringComparison.Ordinal));
        Assert.All(
            types.Where(type => type.Namespace.Length > 0 && !type.IsGenerated),
            type => Assert.StartsWith(project + ".", type.FullName, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Field")]
    [InlineData("Signature")]
    [InlineData("BaseType")]
    [InlineData("ImplementedInterface")]
    [InlineData("TypeArgument")]
    [InlineData("Constraint")]
    [InlineData("AppliedAttribute")]
    [InlineData("AttributeArgument")]
    [InlineData("MethodBody")]
    [InlineData("GenericCall")]
    [InlineData("CaughtException")]
    [InlineData("Lambda")]
    [InlineData("AsyncMethod")]
    [InlineData("NestedType")]
    public void A_reference_back_of_every_kind_is_found(string kind)
    {
        var folder = $"{Samples}.{kind}";

        Assert.Equal(
            [
                $"{folder}.Lower -> {folder}.Upper -> {folder}.Lower: "
                + $"{folder}.Lower.Tool refers to {folder}.Upper.Owner, {folder}.Upper.Owner refers to {folder}.Lower.Tool",
            ],
            Circles(kind));
    }

    [Fact]
    public void A_folder_and_its_parent_count_as_two_folders() => Assert.Equal(
        [
            $"{Samples}.Around -> {Samples}.Around.Inside -> {Samples}.Around: "
            + $"{Samples}.Around.Owner refers to {Samples}.Around.Inside.Tool, "
            + $"{Samples}.Around.Inside.Tool refers to {Samples}.Around.Owner",
        ],
        Circles("Around"));

    [Fact]
    public void A_circle_of_three_folders_is_found() => Assert.Equal(
        [
            $"{Samples}.Three.First -> {Samples}.Three.Second -> {Samples}.Three.Third -> {Samples}.Three.First: "
            + $"{Samples}.Three.First.One refers to {Samples}.Three.Second.Two, "
            + $"{Samples}.Three.Second.Two refers to {Samples}.Three.Third.Three, "
            + $"{Samples}.Three.Third.Three refers to {Samples}.Three.First.One",
        ],
        Circles("Three"));

    [Fact]
    public void References_that_go_one_way_are_no_circle() => Assert.Empty(Circles("OneWay"));

    private static IReadOnlyList<string> Circles(string sample) =>
        new FolderReferences(typeof(FolderReferenceTests).Assembly.Location, $"{Samples}.{sample}").Circles();
}
