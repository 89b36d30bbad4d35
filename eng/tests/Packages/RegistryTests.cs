using Eng.Tests.Dev;

namespace Eng.Tests.Packages;

/// <summary>dev.cs asks a registry, which a made-up restore stands for: what the registry lacks is replaced.</summary>
[Trait("Category", "Ci")]
public sealed class RegistryTests(SmallTree tree) : IClassFixture<SmallTree>
{
    private string Answers => tree.PathOf("artifacts/packages.txt");

    [Fact]
    public async Task A_package_is_replaced_until_the_registry_has_it()
    {
        LayOut();

        var first = await tree.RunAsync(standIns: "");
        Assert.Contains("stand-ins for Deeper, Wanted, which", first.Errors, StringComparison.Ordinal);
        Assert.Equal(["false", "Wanted", "Deeper,Wanted"], Asked());

        // Within seven days nothing is asked.
        tree.Write("registry/Wanted", "");
        Assert.DoesNotContain("Packages:", (await tree.RunAsync(standIns: "")).Errors, StringComparison.Ordinal);
        Assert.Empty(Asked());

        SetBack("Wanted", days: 8);
        var later = await tree.RunAsync(standIns: "");
        Assert.Contains("stand-ins for Deeper, which", later.Errors, StringComparison.Ordinal);
        Assert.Equal(["Deeper"], Asked());

        // An answer is about one version.
        tree.Write("registry/Deeper", "");
        tree.Write("Directory.Packages.props", PackageList(deeper: "1.0.1"));
        Assert.Contains("the real ones", (await tree.RunAsync(standIns: "")).Errors, StringComparison.Ordinal);
        Assert.Equal(["false"], Asked());
        Assert.Equal(
            ["Deeper [1.0.1] there", "Present [1.0.0] there", "Wanted [1.0.0] there"],
            File.ReadLines(Answers).Select(line => line[..line.LastIndexOf(' ')]));
    }

    // Deeper is missing too, but only the stand-in for Wanted refers to it.
    private void LayOut()
    {
        tree.Write("Directory.Packages.props", PackageList(deeper: "1.0.0"));
        tree.Write(
            "SpotifyStack.sln", "Microsoft Visual Studio Solution File, Format Version 12.00\nGlobal\nEndGlobal\n");
        tree.Write("Directory.Solution.targets", """
            <Project>
              <Target Name="Registry" BeforeTargets="Restore">
                <WriteLinesToFile File="artifacts/asked.txt" Lines="$(StandIns.Replace(';', ','))" />
                <Error Code="NU1101" Text="Unable to find package Wanted. No packages exist with this id."
                       Condition="!Exists('registry/Wanted') and !$(StandIns.Contains('Wanted'))" />
                <Error Code="NU1102" Text="Unable to find package Deeper with version (= 1.0.0)"
                       Condition="!Exists('registry/Deeper') and !$(StandIns.Contains('Deeper'))" />
              </Target>
            </Project>
            """);
        foreach (var package in (ReadOnlySpan<string>)["Deeper", "Present", "Wanted"])
        {
            tree.Write($"eng/standins/{package}/{package}.csproj", "<Project />");
        }
    }

    private static string PackageList(string deeper) => $"""
        <Project>
          <ItemGroup>
            <PackageVersion Include="Deeper" Version="[{deeper}]" />
            <PackageVersion Include="Present" Version="[1.0.0]" />
            <PackageVersion Include="Wanted" Version="[1.0.0]" />
            <PackageVersion Include="Without.A.StandIn" Version="[1.0.0]" />
          </ItemGroup>
        </Project>
        """;

    private void SetBack(string package, int days)
    {
        var lines = File.ReadAllLines(Answers);
        var at = Array.FindIndex(lines, line => line.StartsWith(package, StringComparison.Ordinal));
        var words = lines[at].Split(' ');
        var day = DateTime.Parse(words[^1], CultureInfo.InvariantCulture).AddDays(-days);
        lines[at] = string.Join(' ', [.. words[..^1], $"{day:yyyy-MM-dd}"]);
        File.WriteAllLines(Answers, lines);
    }

    /// <summary>The stand-ins of each restore since the last call.</summary>
    private string[] Asked()
    {
        var file = tree.PathOf("artifacts/asked.txt");
        string[] asked = File.Exists(file) ? File.ReadAllLines(file) : [];
        File.Delete(file);
        return asked;
    }
}
