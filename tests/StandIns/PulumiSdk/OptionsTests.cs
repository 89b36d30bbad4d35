using Pulumi;
using Pulumi.Utilities;
using Tests.StandIns.PulumiSdk.Library;

namespace Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class OptionsTests
{
    [Fact]
    public void Merged_options_take_single_values_from_the_second_and_lists_from_both()
    {
        var merged = CustomResourceOptions.Merge(
            new()
            {
                Protect = true,
                RetainOnDelete = true,
                Version = "1",
                IgnoreChanges = { "a" },
                AdditionalSecretOutputs = { "x" },
                CustomTimeouts = new() { Create = TimeSpan.FromMinutes(1) },
            },
            new()
            {
                Protect = false,
                DeleteBeforeReplace = true,
                IgnoreChanges = { "b" },
                AdditionalSecretOutputs = { "y" },
                Aliases = { new Alias { Name = "old" } },
            });

        Assert.Equal(
            (false, true, true, "1"),
            (merged.Protect, merged.RetainOnDelete, merged.DeleteBeforeReplace, merged.Version));
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["x", "y"], merged.AdditionalSecretOutputs);
        Assert.Single(merged.Aliases);
        Assert.Equal(TimeSpan.FromMinutes(1), merged.CustomTimeouts?.Create);
    }

    [Fact]
    public async Task Merged_options_depend_on_both_and_change_neither()
    {
        await new Librarian().TestAsync(() =>
        {
            var first = new Shelf("first", new ShelfArgs { Room = "attic" });
            var second = new Shelf("second", new ShelfArgs { Room = "attic" });
            var options = new CustomResourceOptions { DependsOn = { first } };

            var merged = CustomResourceOptions.Merge(options, new() { DependsOn = { second }, Parent = second });

            merged.DependsOn.Apply(all => Check(all, first, second));
            options.DependsOn.Apply(all => Check(all, first));
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
    public void Nothing_merged_with_nothing_is_nothing()
    {
        Assert.Null(CustomResourceOptions.Merge(null, null).Protect);
        Assert.Empty(ComponentResourceOptions.Merge(null, null).Providers);
    }

    [Fact]
    public async Task Of_two_providers_of_one_package_the_second_options_one_is_kept()
    {
        List<ProviderResource> merged = [];
        LibraryProvider? country = null;
        await new Librarian().TestAsync(() =>
        {
            country = new LibraryProvider("country");
            merged = ComponentResourceOptions.Merge(
                new() { Providers = { new LibraryProvider("city") } }, new() { Providers = { country } }).Providers;
        });

        Assert.Equal([country!], merged);
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

    [Fact]
    public async Task A_urn_is_made_from_name_type_and_parent()
    {
        Output<string>? urn = null;
        Output<string>? child = null;
        await new Librarian().TestAsync(() =>
        {
            urn = Urn.Create("n", "p:m:T", project: "p1", stack: "s1");
            child = Urn.Create("c", "p:m:C", parentUrn: urn);
        });

        Assert.Equal("urn:pulumi:s1::p1::p:m:T::n", await OutputUtilities.GetValueAsync(urn!));
        Assert.Equal("urn:pulumi:s1::p1::p:m:T$p:m:C::c", await OutputUtilities.GetValueAsync(child!));
    }
}
