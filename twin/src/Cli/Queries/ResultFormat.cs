namespace Twin.Cli.Queries;

internal enum ResultFormat
{
    Table,
    Csv,
    Json,
}
