using System.Collections.Immutable;

namespace Local.Aws.Glue;

/// <summary>What a crawler makes of one file.</summary>
/// <param name="Classification">Glue's word for the file's format.</param>
/// <param name="Columns">With names in lower case.</param>
internal abstract record FileSchema(string Classification, ImmutableArray<CatalogColumn> Columns)
{
    /// <summary>The Java class that reads a line of the file.</summary>
    public abstract string SerDe { get; }

    /// <summary>Tells the SerDe how.</summary>
    public abstract ImmutableSortedDictionary<string, string> SerDeParameters { get; }

    /// <summary>Of the table that the file makes.</summary>
    public virtual ImmutableSortedDictionary<string, string> Parameters =>
        ImmutableSortedDictionary<string, string>.Empty.Add("classification", Classification);

    /// <summary>
    /// The schema of a file by the first classifier that knows it: those declared, in their order, and then Glue's own.
    /// Null when there is nothing in it.
    /// </summary>
    /// <exception cref="FormatException">A classifier cannot be used.</exception>
    public static FileSchema? Of(string file, ImmutableArray<CustomClassifier> classifiers) =>
        classifiers.Select(classifier => By(classifier, file)).FirstOrDefault(schema => schema is not null)
        ?? JsonSchema.Of(file)
        ?? (FileSchema?)CsvSchema.Of(file, null);

    /// <summary>Glue's word for what a classifier knows.</summary>
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
