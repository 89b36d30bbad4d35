using System.Xml.Linq;
using Generator;

// dotnet run --project eng/standins/Generator [-- [--check] [folder of the unpacked package]]
// Exit codes: 0 written, or nothing differs; 1 something differs; 2 wrong input; 3 the declarations cannot be had.
var check = args.Contains("--check");
var given = args.Where(a => a != "--check").ToList();
if (given.Count > 1 || given.Any(a => a.StartsWith('-')))
{
    Console.Error.WriteLine("usage: dotnet run --project eng/standins/Generator [-- [--check] [package folder]]");
    return 2;
}

try
{
    var repository = GeneratedFolder.FindRepository();
    var standins = Path.Combine(repository, "eng", "standins");
    var package = given.FirstOrDefault() ?? NpmPackage.Fetch(VersionOfProvider(repository));
    var snowflake = SnowflakeDeclarations.Read(Path.Combine(standins, "Pulumi.Snowflake", "declarations.txt"));
    var differs = false;
    foreach (var (name, files) in Used(new Declarations(package), snowflake, UserSources.Read(repository, standins)))
    {
        var folder = new GeneratedFolder(Path.Combine(standins, name, "generated"));
        if (!check)
        {
            folder.Replace(files);
            Console.WriteLine($"{name}: {files.Count} files written");
            continue;
        }

        foreach (var file in folder.Differing(files))
        {
            differs = true;
            Console.WriteLine($"eng/standins/{name}/generated/{file} is not what eng/standins/Generator writes");
        }
    }

    if (!differs)
    {
        return 0;
    }

    Console.WriteLine("run: dotnet run --project eng/standins/Generator");
    return 1;
}
catch (DeclarationsUnavailableException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 3;
}
catch (GeneratorException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

// First everything that the sources may use; then the part that they do use, and its dependencies.
static IEnumerable<(string Name, IReadOnlyDictionary<string, string> Files)> Used(
    Declarations declarations, SnowflakeDeclarations snowflake, UserSources sources)
{
    var whole = Emission.Emit(declarations, Candidates.Find(declarations, sources), UsedNames.Everything);
    var used = UsedNamesReader.Read(
        sources, [.. whole.Files.Values, .. snowflake.Files(UsedNames.Everything).Values]);
    var named = whole.Types.Where(type => used.Has(type.FullName));
    return
    [
        ("Pulumi.Aws", Emission.Emit(declarations, named, used).Files),
        ("Pulumi.Snowflake", snowflake.Files(used)),
    ];
}

static string VersionOfProvider(string repository) => XDocument
    .Load(Path.Combine(repository, "Directory.Packages.props"))
    .Descendants("PackageVersion")
    .Single(package => package.Attribute("Include")?.Value == "Pulumi.Aws")
    .Attribute("Version")!.Value.Trim('[', ']');
