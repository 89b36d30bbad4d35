namespace Local.Aws.Glue;

/// <summary>A custom CSV classifier, as declared.</summary>
/// <param name="Delimiter">One character; a comma when null.</param>
/// <param name="QuoteSymbol">One character; a double quote when null.</param>
/// <param name="ContainsHeader"><c>PRESENT</c>, <c>ABSENT</c> or <c>UNKNOWN</c> (also when null).</param>
/// <param name="SerDe"><c>OpenCSVSerDe</c>, <c>LazySimpleSerDe</c> or <c>None</c> (also when null).</param>
internal sealed record CsvClassifier(
    string? Delimiter = null,
    string? QuoteSymbol = null,
    string? ContainsHeader = null,
    string? SerDe = null) : CustomClassifier;
