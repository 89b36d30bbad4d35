using System.Globalization;

namespace Twin.Aws.Glue;

/// <summary>The parameters of a table with the OpenCSVSerDe.</summary>
/// <param name="Separator"><c>separatorChar</c></param>
/// <param name="Quote"><c>quoteChar</c></param>
/// <param name="Escape"><c>escapeChar</c></param>
/// <param name="HeaderLines">
/// <c>skip.header.line.count</c>: the number of lines at the top of each file that are not rows.
/// </param>
internal sealed record OpenCsvFormat(char Separator = ',', char Quote = '"', char Escape = '\\', int HeaderLines = 0)
{
    /// <summary>The format of a table, from its parameters.</summary>
    public static OpenCsvFormat Of(CatalogTable table)
    {
        char Character(string parameter, char otherwise) =>
            table.SerDeParameters.GetValueOrDefault(parameter) is [var character, ..] ? character : otherwise;

        return new OpenCsvFormat(
            Character("separatorChar", ','),
            Character("quoteChar", '"'),
            Character("escapeChar", '\\'),
            int.Parse(table.Parameters.GetValueOrDefault("skip.header.line.count", "0"), CultureInfo.InvariantCulture));
    }
}
