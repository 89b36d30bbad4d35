using System.Collections.Immutable;

namespace Local.Aws.Glue;

/// <summary>The schema that a crawler derives from a file.</summary>
/// <param name="Classification">Glue's name of the file's format.</param>
/// <param name="Columns">The columns, with names in lower case.</param>
internal abstract record FileSchema(string Classification, ImmutableArray<CatalogColumn> Columns)
{
    /// <summary>The Java class that reads a line of the file.</summary>
    public abstract string SerDe { get; }

    /// <summary>The parameters of the SerDe.</summary>
    public abstract ImmutableSortedDictionary<string, string> SerDeParameters { get; }

    /// <summary>The parameters of the file's table.</summary>
    public virtual ImmutableSortedDictionary<string, string> Parameters =>
        ImmutableSortedDictionary<string, string>.Empty.Add("classification", Classification);

    /// <summary>
    /// The schema of a file by the first classifier that recognises it: the declared ones in their order, then Glue's
    /// own. Null if the file is empty.
    /// </summary>
    /// <exception cref="FormatException">A classifier cannot be used.</exception>
    public static FileSchema? Of(string file, ImmutableArray<CustomClassifier> classifiers) =>
        classifiers.Select(classifier => By(classifier, file)).FirstOrDefault(schema => schema is not null)
        ?? JsonSchema.Of(file)
        ?? (FileSchema?)CsvSchema.Of(file, null);

    /// <summary>Glue's name of the format that a classifier recognises.</summary>
    public static string ClassificationOf(CustomClassifier classifier) =>
        classifier is JsonClassifier ? JsonSchema.Json : CsvSchema.Csv;

    private static FileSchema? By(CustomClassifier classifier, string file) => classifier switch
    {
        JsonClassifier { JsonPath: "$" } => JsonSchema.Of(file),
        JsonClassifier other => throw new FormatException(
            $"A JSON classifier has the path '{other.JsonPath}'. The twin knows '$': each line as a whole is a row"),
        CsvClassifier csv => JsonSchema.Of(file) is null ? CsvSchema.Of(file, csv) : null,
        _ => null,
    };
}
