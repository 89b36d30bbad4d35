using Twin.Cli.Permissions;

namespace Twin.Tests.Cli.Permissions;

public sealed class ActionTableTests
{
    [Fact]
    public async Task Each_type_of_the_stacks_has_one_row_and_each_row_its_type()
    {
        var declared = (await Task.WhenAll(Stacks.Names.Select(stack => Stacks.Load(stack.Data))))
            .SelectMany(stack => stack.Resources)
            .Select(resource => resource.Type)
            .Where(type => type.StartsWith("aws:", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(declared, ActionTable.All.Select(row => row.Type).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_type_without_a_row_is_named() => Assert.Contains(
        "aws:ec2/vpc:Vpc",
        Assert.Throws<RunFailedException>(() => ActionTable.RowOf("aws:ec2/vpc:Vpc")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Each_row_says_what_creates_and_reads_and_where_the_provider_does_it() => Assert.All(
        ActionTable.All,
        row =>
        {
            Assert.NotEmpty(row.Create);
            Assert.NotEmpty(row.Read);
            Assert.Matches("^[a-z0-9]+/[a-z0-9_]+[.]go$", row.Source);
            Assert.All(row.All, action => Assert.Matches("^[a-z0-9]+:[A-Z][A-Za-z0-9]+$", action));
        });
}
