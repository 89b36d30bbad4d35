namespace Infra.Snowflake;

/// <summary>The options with which Snowflake reads the lake's files as Athena does
/// (https://docs.snowflake.com/en/sql-reference/sql/create-file-format).</summary>
internal sealed record LakeFileFormat(string Type)
{
    /// <summary>CSV in the dialect of <see cref="CsvDialect"/>.</summary>
    public static readonly LakeFileFormat Csv = new("CSV")
    {
        SkipHeader = 1,
        FieldOptionallyEnclosedBy = CsvDialect.Quote,
        // Nothing says that doubled quotes still count beside an escape character. The load halves the backslashes.
        Escape = None,
        // A backslash by default, which would take the end of a line with it.
        EscapeUnenclosedField = None,
        // \N by default: no text of the lake stands for NULL.
        NullIf = [],
        // An unknown value is an empty text, as Athena has it.
        EmptyFieldAsNull = false,
        TrimSpace = false,
    };

    public static readonly LakeFileFormat Json = new("JSON") { NullIf = [], TrimSpace = false };

    private const string None = "NONE";

    public int? SkipHeader { get; private init; }

    public string? FieldOptionallyEnclosedBy { get; private init; }

    public string? Escape { get; private init; }

    public string? EscapeUnenclosedField { get; private init; }

    public required ImmutableArray<string> NullIf { get; init; }

    public bool? EmptyFieldAsNull { get; private init; }

    public required bool TrimSpace { get; init; }

    /// <summary>The options of a stack's tables.</summary>
    public static LakeFileFormat Of(TableFormat format) =>
        format == TableFormat.Csv ? Csv
        : format == TableFormat.JsonLines ? Json
        : throw new ArgumentOutOfRangeException(nameof(format), format.Name, "Add how Snowflake reads it.");
}
