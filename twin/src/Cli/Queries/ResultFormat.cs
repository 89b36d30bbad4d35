namespace Twin.Cli.Queries;

/// <summary>The form in which a result is written.</summary>
internal enum ResultFormat
{
    /// <summary>A table for a person.</summary>
    Table,

    /// <summary>CSV as Athena stores it.</summary>
    Csv,

    /// <summary>An array of objects.</summary>
    Json,
}
