namespace Local.Aws.Glue;

/// <summary>A declared custom CSV classifier.</summary>
/// <param name="Delimiter">The separator, one character; a comma if null.</param>
/// <param name="QuoteSymbol">The quote, one character; a double quote if null.</param>
/// <param name="ContainsHeader"><c>PRESENT</c>, <c>ABSENT</c> or <c>UNKNOWN</c> (also when null).</param>
/// <param name="SerDe"><c>OpenCSVSerDe</c>, <c>LazySimpleSerDe</c> or <c>None</c> (also when null).</param>
internal sealed record CsvClassifier(
    string? Delimiter = null,
    string? QuoteSymbol = null,
    string? ContainsHeader = null,
    string? SerDe = null) : CustomClassifier;
