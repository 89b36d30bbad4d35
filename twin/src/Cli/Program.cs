using Twin.Cli.Commands;

return await CommandLine.RunAsync(CommandLine.Root, args);
