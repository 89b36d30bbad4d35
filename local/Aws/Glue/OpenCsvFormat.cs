namespace Local.Aws.Glue;

/// <summary>The parameters of a table with the OpenCSVSerDe.</summary>
/// <param name="Separator"><c>separatorChar</c></param>
/// <param name="Quote"><c>quoteChar</c></param>
/// <param name="Escape"><c>escapeChar</c></param>
/// <param name="HeaderLines">
/// <c>skip.header.line.count</c>: the number of lines at the top of each file that are not rows.
/// </param>
internal sealed record OpenCsvFormat(char Separator = ',', char Quote = '"', char Escape = '\\', int HeaderLines = 0);
