using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class OptionsTests
{
    [Fact]
    public void Merged_options_take_single_values_from_the_second_and_lists_from_both()
    {
        var merged = CustomResourceOptions.Merge(
            new() { Protect = true, RetainOnDelete = true, Version = "1", IgnoreChanges = { "a" }, ReplaceOnChanges = { "c" } },
            new() { Protect = false, IgnoreChanges = { "b" }, ReplaceOnChanges = { "d" } });

        Assert.Equal((false, true, "1"), (merged.Protect, merged.RetainOnDelete, merged.Version));
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["c", "d"], merged.ReplaceOnChanges);
    }

    [Fact]
    public void Empty_options_merged_with_empty_options_are_empty() =>
        Assert.Null(CustomResourceOptions.Merge(null, null).Protect);

    [Fact]
    public async Task Merged_options_depend_on_both_and_change_neither()
    {
        await new Librarian().TestAsync(() =>
        {
            var first = new Shelf("first", new ShelfArgs { Room = "attic" });
            var second = new Shelf("second", new ShelfArgs { Room = "attic" });
            var options = new CustomResourceOptions { DependsOn = { first } };

            var merged = CustomResourceOptions.Merge(options, new() { DependsOn = { second }, Parent = second });

            merged.DependsOn.ToOutput().Apply(all => Check(all, first, second));
            options.DependsOn.ToOutput().Apply(all => Check(all, first));
            Assert.Same(second, merged.Parent);
            Assert.Null(options.Parent);
        });

        static int Check(IEnumerable<Resource> actual, params Resource[] expected)
        {
            Assert.Equal(expected, actual);
            return 0;
        }
    }

    [Fact]
    public async Task Options_are_not_changed_by_the_resource_that_they_are_for()
    {
        var options = new CustomResourceOptions { Protect = null };
        await new Librarian().TestAsync(() =>
        {
            var room = new Room("room", new() { Protect = true });
            options.Parent = room;
            _ = new Shelf("shelf", new ShelfArgs { Room = "attic" }, options);
        });

        Assert.Null(options.Protect);
    }
}
