using Eng.Tests.Architecture;

namespace Eng.Tests.Documentation;

/// <summary>The tests of this repository, by their sources: they are in several assemblies.</summary>
internal static partial class TestMethods
{
    /// <summary>The names of the tests of a class; empty if there is no such class.</summary>
    public static ImmutableArray<string> Of(string type) =>
    [
        .. SourceFiles.Find($"{type}.cs")
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)))
            .Select(method => method.Groups["name"].Value),
    ];

    [GeneratedRegex(@"\[(?:Fact|Theory)\b.*?public (?:async )?\w+ (?<name>\w+)\(", RegexOptions.Singleline)]
    private static partial Regex TestMethod();
}
